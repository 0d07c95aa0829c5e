// SPDX-License-Identifier: GPL-2.0-only
/* From cgroup paths to containers and pods. */
#include "claim.h"
#include "read/container.h"

#define ID	"0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
#define OTHER	"fedcba9876543210fedcba9876543210fedcba9876543210fedcba9876543210"
#define DASHES	"8d2c48a2-99e1-4f2b-b03a-0123456789ab"
#define SCORES	"8d2c48a2_99e1_4f2b_b03a_0123456789ab"
#define OLDER	"11111111-2222-3333-4444-555555555555"
#define STATIC	"99dcb84d2a34f7e338778606703258c4"
#define KUBELET	"/kubelet.slice/kubelet-kubepods.slice/kubelet-kubepods-burstable.slice"
#define SYSTEM	"0::/system.slice/containerd.service"

static void claim_container(const char *cgroups, const char *id,
			    const char *pod)
{
	struct container container;

	container_parse(cgroups, &container);
	claim("container", cgroups, container.id, id);
	claim("pod", cgroups, container.pod, pod);
}

static void test_docker(void)
{
	claim_container("0::/system.slice/docker-" ID ".scope\n", ID, "");
	claim_container("0::/docker/" ID "\n", ID, "");
	claim_container("0::/docker/" ID "/init.scope\n", ID, "");
	claim_container("0::/docker/" OTHER "/docker/" ID, ID, "");
	claim_container("0::/user.slice/user-1000.slice/user@1000.service/user.slice/docker-"
			ID ".scope", ID, "");
	claim_container("0::/default/" ID, ID, "");
	claim_container("0::/system.slice/nerdctl-" ID ".scope", ID, "");
	claim_container("0::/../../docker-" ID ".scope", ID, "");
	claim_container("0::/system.slice/docker-" ID ".scope (deleted)\n", ID, "");
	claim_container("0::/docker/" ID " (deleted)", ID, "");
}

static void test_podman(void)
{
	claim_container("0::/machine.slice/libpod-" ID ".scope/container", ID, "");
	claim_container("0::/machine.slice/machine-libpod_pod_" OTHER
			".slice/libpod-" ID ".scope", ID, "");
	claim_container("0::/libpod_parent/libpod-" ID, ID, "");
	claim_container("0::/libpod_parent/" OTHER "/libpod-" ID, ID, "");
	claim_container("0::/user.slice/user-1000.slice/user@1000.service/user.slice/libpod-"
			ID ".scope/container", ID, "");
	claim_container("0::/system.slice/web.service/libpod-payload-" ID, ID, "");
	claim_container("0::/system.slice/web.service/runtime", "", "");
	claim_container("0::/machine.slice/libpod-conmon-" ID ".scope", "", "");
}

static void test_kubernetes(void)
{
	claim_container("0::/kubepods.slice/kubepods-burstable.slice/kubepods-burstable-pod"
			SCORES ".slice/cri-containerd-" ID ".scope", ID, DASHES);
	claim_container("0::/kubepods.slice/kubepods-besteffort.slice/kubepods-besteffort-pod"
			SCORES ".slice/crio-" ID ".scope", ID, DASHES);
	claim_container("0::/kubepods.slice/kubepods-pod" SCORES ".slice/crio-" ID
			".scope/container", ID, DASHES);
	claim_container("0::/kubepods.slice/kubepods-pod" SCORES ".slice/docker-" ID
			".scope", ID, DASHES);
	claim_container("0::/kubepods.slice/kubepods-pod" DASHES ".slice/docker-" ID
			".scope", ID, DASHES);
	claim_container("0::/kubepods.slice/kubepods-burstable.slice/kubepods-burstable-pod"
			STATIC ".slice/cri-containerd-" ID ".scope", ID, STATIC);
	claim_container("0::/kubepods/besteffort/pod" DASHES "/" ID, ID, DASHES);
	claim_container("0::/kubepods/pod" DASHES "/" ID, ID, DASHES);
	claim_container("0::/kubepods/burstable/pod" DASHES "/crio-" ID, ID, DASHES);
	claim_container("0::/kubepods/burstable/pod" STATIC "/" ID, ID, STATIC);
	claim_container("0::" KUBELET "/kubelet-kubepods-burstable-pod" SCORES
			".slice/cri-containerd-" ID ".scope", ID, DASHES);
	claim_container("0::/my.slice/my-pods.slice/my-pods-kubepods-pod" SCORES
			".slice/crio-" ID ".scope", ID, DASHES);
	claim_container("0::/kubelet/kubepods/burstable/pod" DASHES "/" ID, ID, DASHES);
	claim_container(SYSTEM "/kubepods-besteffort-pod" SCORES
			".slice:cri-containerd:" ID, ID, DASHES);
	claim_container(SYSTEM "/kubepods-burstable-pod" DASHES
			".slice:cri-containerd:" ID, ID, DASHES);
	claim_container("0::/kubepods-pod" SCORES ".slice:crio:" ID, ID, DASHES);
	claim_container("0::/../../pod" DASHES "/" ID, ID, DASHES);
	claim_container("0::/../crio-" ID ".scope", ID, "");
	claim_container("0::/kubepods/burstable/pod" DASHES "/" ID " (deleted)\n", ID,
			DASHES);
}

/* A node in a container, a pod in a pod's virtual cluster, docker in a pod. */
static void test_nested(void)
{
	claim_container("0::/system.slice/docker-" OTHER ".scope" KUBELET
			"/kubelet-kubepods-burstable-pod" SCORES
			".slice/cri-containerd-" ID ".scope", ID, DASHES);
	claim_container("0::/docker/" ID "/system.slice/containerd.service", ID, "");
	claim_container("0::/kubepods/pod" OLDER "/" OTHER "/kubepods/pod" DASHES
			"/" ID, ID, DASHES);
	claim_container("0::/kubepods/pod" DASHES "/" OTHER "/docker/" ID, ID, DASHES);
}

static void test_hierarchies(void)
{
	claim_container("12:pids:/\n4:cpu,cpuacct:/docker/" ID "\n0::/\n", ID, "");
	claim_container("11:pids:/kubepods/pod" DASHES "/" ID "\n"
			"1:name=systemd:/kubepods/pod" DASHES "/" ID "\n", ID, DASHES);
	claim_container("2:pids:/kubepods/pod" OLDER "\n1:name=systemd:/docker/" ID,
			ID, "");
	claim_container("2:pids:/kubepods/pod" DASHES "\n1:name=systemd:/", "", DASHES);
	claim_container("2:pids:/\n1:name=systemd:/kubepods/pod" DASHES, "", DASHES);
}

static void test_others(void)
{
	claim_container("", "", "");
	claim_container("\n", "", "");
	claim_container("/", "", "");
	claim_container("0::/\n", "", "");
	claim_container("0::/ (deleted)", "", "");
	claim_container("0:: (deleted)", "", "");
	claim_container("0::/system.slice/ssh.service", "", "");
	claim_container("0::/kubepods.slice/kubepods-pod" SCORES ".slice/crio-conmon-" ID
			".scope", "", DASHES);
	claim_container("0::/kubepods.slice/kubepods-pod" SCORES ".slice", "", DASHES);
	claim_container("0::/docker/" ID "0", "", "");
	claim_container("0::/docker/0" ID, "", "");
	claim_container("0::/docker/0123456789ab", "", "");
	claim_container("0::/docker-" ID ".slice", "", "");
	claim_container("0::/docker-" ID ".scopes", "", "");
	claim_container("0::/docker-docker-" ID ".scope", "", "");
	claim_container("no hierarchy " ID, "", "");
	claim_container("0::/pod", "", "");
	claim_container("0::/-pod", "", "");
	claim_container("0::/kubepods-pod.slice", "", "");
	claim_container("0::/.slice-pod", "", "");
	claim_container("0::/pod" DASHES "0", "", "");
	claim_container("0::/pod8d2c48a2-99e1-4f2b-b03a+0123456789ab", "", "");
	claim_container("0::/pod" STATIC "0", "", "");
	claim_container("0::/my_pod" DASHES, "", "");
	claim_container("0::/pod8D2C48A2-99E1-4F2B-B03A-0123456789AB", "", "");
}

int main(void)
{
	test_docker();
	test_podman();
	test_kubernetes();
	test_nested();
	test_hierarchies();
	test_others();
	return claims_status();
}
