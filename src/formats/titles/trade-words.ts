import { words } from './word-set.js'

/** Products, in lower case. They are not people, though organizations may be named after them. */
export const PRODUCTS = words(
  `argo argocd backstage buildpacks calico ceph cilium cncf containerd cosign crossplane dapr elastic envoy etcd
  fluentbit fluentd flux grafana grpc harbor helm istio jaeger keda keycloak knative kubecon kubeflow kubernetes
  kubevirt kyverno linkerd linux longhorn openfga opentelemetry opentofu prometheus rook thanos vitess volcano
  wasm webassembly`,
)

/** Words that continue a title, in lower case. On their own they are not an organization. */
export const CONTINUATIONS = words(
  `achievement advanced afternoon all anything art basics beginner beginners best beyond big bingo blitz break
  breakfast brunch catalog closing coffee continued contributors day deep demo demos dinner discussion dive easy
  edition episode essentials evening event everyone everything explained folks free friends full fun future guide
  half hands-on intermediate intro introduction intros keynote keynotes learned lessons level lifetime lifetimes live
  lunch maintainers meetup more morning music networking new newcomers next night now opening overview panel part
  past people practices present primer q&a questions recap reloaded review revisited road roadmap sessions social
  speakers steps stories story talks tba tbc tbd team tips today together tomorrow tour tricks tutorial unplugged
  update updates users welcome workshop`,
)
