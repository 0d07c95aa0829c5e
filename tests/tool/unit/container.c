// SPDX-License-Identifier: GPL-2.0-only
/* From cgroup paths to containers. */
#include "claim.h"
#include "read/container.h"

#define ID	"0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
#define OTHER	"fedcba9876543210fedcba9876543210fedcba9876543210fedcba9876543210"

static void claim_container(const char *cgroups, const char *want)
{
	char id[CONTAINER_ID_LEN + 1];

	claim("container", cgroups, container_id(cgroups, id) ? id : "none", want);
}

static void test_containers(void)
{
	claim_container("0::/system.slice/docker-" ID ".scope\n", ID);
	claim_container("0::/docker/" ID "\n", ID);
	claim_container("0::/docker/" ID "/init.scope\n", ID);
	claim_container("0::/docker/" OTHER "/docker/" ID, ID);
	claim_container("0::/kubepods.slice/kubepods-pod1.slice/cri-containerd-" ID ".scope", ID);
	claim_container("0::/kubepods.slice/kubepods-pod1.slice/crio-" ID ".scope", ID);
	claim_container("0::/machine.slice/libpod-" ID ".scope/container", ID);
	claim_container("0::/kubepods/besteffort/pod1-2-3/" ID, ID);
	claim_container("0::/system.slice/containerd.service/kubepods-pod1.slice:cri-containerd:"
			ID, ID);
	claim_container("12:pids:/\n4:cpu,cpuacct:/docker/" ID "\n0::/\n", ID);
	claim_container("0::/../../docker-" ID ".scope", ID);
	claim_container("", "none");
	claim_container("0::/\n", "none");
	claim_container("0::/system.slice/ssh.service", "none");
	claim_container("0::/machine.slice/libpod-conmon-" ID ".scope", "none");
	claim_container("0::/system.slice/crio-conmon-" ID ".scope", "none");
	claim_container("0::/docker/" ID "0", "none");
	claim_container("0::/docker/0" ID, "none");
	claim_container("0::/docker/0123456789ab", "none");
	claim_container("0::/docker-" ID ".slice", "none");
	claim_container("0::/docker-" ID ".scopes", "none");
	claim_container("no hierarchy " ID, "none");
}

int main(void)
{
	test_containers();
	return claims_status();
}
