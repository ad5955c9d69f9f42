module hardway/tools/pause

go 1.26.0
