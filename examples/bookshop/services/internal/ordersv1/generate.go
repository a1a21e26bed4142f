// Package ordersv1 is generated from proto/bookshop/v1/orders.proto. `go generate ./internal/ordersv1` needs protoc.
package ordersv1

//go:generate sh -c "protoc -I ../../proto --plugin=protoc-gen-go=$(go tool -n protoc-gen-go) --plugin=protoc-gen-go-grpc=$(go tool -n protoc-gen-go-grpc) --go_out=../.. --go_opt=module=bookshop.example/services --go-grpc_out=../.. --go-grpc_opt=module=bookshop.example/services bookshop/v1/orders.proto"
