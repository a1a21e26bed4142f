#!/usr/bin/env bash
# Generates imports/ from CRD files: bash scripts/imports.sh FOLDER-OF-CRDS
# Only the kinds that constructs/ emits. The output is committed and never edited.
set -euo pipefail
crds=${1:?folder of CRDs (gateway-api/, keda/, external-secrets/, prometheus-operator/)}
for f in gateway-api/standard/gateway.networking.k8s.io_gateways \
         gateway-api/standard/gateway.networking.k8s.io_httproutes \
         keda/keda.sh_scaledobjects keda/keda.sh_triggerauthentications \
         external-secrets/external-secrets.io_externalsecrets \
         prometheus-operator/monitoring.coreos.com_podmonitors; do
  name=$(basename "$f"); name=${name##*_}
  CDK8S_CHECK_UPGRADE=false npx cdk8s import "$crds/$f.yaml" -l typescript -o "imports/$name"
done
for d in imports/*/; do mv "$d"*.ts "${d%/}.ts"; rmdir "$d"; done
