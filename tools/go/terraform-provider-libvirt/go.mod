module hardway/tools/terraform-provider-libvirt

go 1.26.0

require github.com/dmacvicar/terraform-provider-libvirt v0.8.3
