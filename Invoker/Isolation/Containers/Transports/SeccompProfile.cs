using System.Text.Json.Nodes;

namespace Containerless.Invoker.Isolation.Containers.Transports;

/// <summary>
/// The system calls of a container that is on a network and must open no connection: it may accept those that come in, and
/// make no others. A list of what Node needs; all else fails with EPERM.
/// </summary>
/// <remarks>
/// Not there: <c>connect</c>; <c>sendmsg</c>, <c>sendmmsg</c> and <c>sendto</c> with an address, which send datagrams and
/// open TCP connections too (MSG_FASTOPEN); sockets but of TCP and Unix, so no UDP, ICMP, netlink or SCTP, which connects by
/// an option; <c>io_uring</c>, whose requests no filter sees; the 32-bit calls, which have all of that behind
/// <c>socketcall</c>.
/// </remarks>
internal static class SeccompProfile
{
    // <sys/socket.h> on Linux.
    private const int Unix = 1, InternetV4 = 2, InternetV6 = 10, Stream = 1, TypeMask = 0xf;

    /// <summary>All <c>CLONE_NEW*</c> flags that <c>clone</c> takes: namespaces of one's own, where one has all rights.</summary>
    private const long CloneNew = 0x7E02_0000;

    /// <summary>ENOSYS, after which the C library tries <c>clone</c>.</summary>
    private const int NoSuchCall = 38;

    private const string Files =
        """
        read write readv writev pread64 pwrite64 preadv pwritev preadv2 pwritev2 lseek open openat openat2 creat close
        close_range dup dup2 dup3 fcntl ioctl stat fstat lstat newfstatat statx statfs fstatfs access faccessat faccessat2
        readlink readlinkat getdents getdents64 getcwd chdir fchdir mkdir mkdirat rmdir unlink unlinkat rename renameat
        renameat2 link linkat symlink symlinkat truncate ftruncate fallocate fadvise64 fsync fdatasync sync_file_range chmod
        fchmod fchmodat fchmodat2 chown fchown fchownat lchown utime utimes utimensat futimesat umask copy_file_range sendfile
        splice tee flock pipe pipe2 eventfd eventfd2 inotify_init inotify_init1 inotify_add_watch inotify_rm_watch
        getxattr lgetxattr fgetxattr listxattr llistxattr flistxattr cachestat
        """;

    private const string Memory =
        """
        mmap munmap mprotect mremap madvise msync brk mincore mlock mlock2 munlock mseal memfd_create membarrier pkey_alloc
        pkey_free pkey_mprotect map_shadow_stack
        """;

    private const string Processes =
        """
        execve execveat exit exit_group fork vfork wait4 waitid getpid getppid gettid getpgid getpgrp setpgid setsid getsid
        prctl arch_prctl set_tid_address set_robust_list get_robust_list rseq getuid geteuid getgid getegid getresuid getresgid
        getgroups setuid setgid setreuid setregid setresuid setresgid setgroups setfsuid setfsgid capget capset futex
        futex_waitv futex_wait futex_wake futex_requeue sched_yield sched_getaffinity sched_setaffinity sched_getparam
        sched_setparam sched_getattr sched_setattr sched_getscheduler sched_setscheduler sched_get_priority_max
        sched_get_priority_min sched_rr_get_interval getpriority setpriority getrlimit setrlimit prlimit64 getrusage sysinfo
        times uname getcpu getrandom pidfd_open pidfd_send_signal
        """;

    private const string SignalsAndTime =
        """
        kill tkill tgkill rt_sigaction rt_sigprocmask rt_sigreturn rt_sigpending rt_sigsuspend rt_sigtimedwait rt_sigqueueinfo
        rt_tgsigqueueinfo sigaltstack signalfd signalfd4 restart_syscall pause nanosleep clock_nanosleep clock_gettime
        clock_getres gettimeofday time timerfd_create timerfd_settime timerfd_gettime alarm setitimer getitimer timer_create
        timer_settime timer_gettime timer_getoverrun timer_delete
        """;

    private const string Waiting =
        "poll ppoll select pselect6 epoll_create epoll_create1 epoll_ctl epoll_wait epoll_pwait epoll_pwait2";

    private const string Accepting =
        "bind listen accept accept4 getsockname getpeername getsockopt setsockopt shutdown recvfrom recvmsg recvmmsg";

    /// <summary>The profile, as the engine's API takes it.</summary>
    public static string Json { get; } = Create().ToJsonString();

    private static JsonObject Create() => new()
    {
        ["defaultAction"] = "SCMP_ACT_ERRNO",
        ["archMap"] = new JsonArray(Architecture("SCMP_ARCH_X86_64"), Architecture("SCMP_ARCH_AARCH64")),
        ["syscalls"] = new JsonArray(
            Allow(string.Join(' ', Files, Memory, Processes, SignalsAndTime, Waiting, Accepting)),
            Allow("clone", Masked(0, CloneNew, 0)),
            new JsonObject { ["names"] = Names("clone3"), ["action"] = "SCMP_ACT_ERRNO", ["errnoRet"] = NoSuchCall },
            Allow("socket", Equal(0, Unix), Masked(1, TypeMask, Stream), Equal(2, 0)),
            Allow("socket", Equal(0, InternetV4), Masked(1, TypeMask, Stream), Equal(2, 0)),
            Allow("socket", Equal(0, InternetV6), Masked(1, TypeMask, Stream), Equal(2, 0)),
            Allow("socketpair", Equal(0, Unix)),
            // The address's length.
            Allow("sendto", Equal(5, 0))),
    };

    /// <summary>Without those it can run beside: their calls are refused whatever the list says.</summary>
    private static JsonObject Architecture(string name) => new() { ["architecture"] = name, ["subArchitectures"] = new JsonArray() };

    private static JsonObject Allow(string names, params JsonNode[] arguments) =>
        new() { ["names"] = Names(names), ["action"] = "SCMP_ACT_ALLOW", ["args"] = new JsonArray(arguments) };

    private static JsonArray Names(string names) =>
        new([.. names.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(static n => (JsonNode)n)]);

    private static JsonObject Equal(int argument, long value) =>
        new() { ["index"] = argument, ["value"] = value, ["op"] = "SCMP_CMP_EQ" };

    private static JsonObject Masked(int argument, long mask, long value) =>
        new() { ["index"] = argument, ["value"] = mask, ["valueTwo"] = value, ["op"] = "SCMP_CMP_MASKED_EQ" };
}
