using System.Net.Sockets;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Containerless.Invoker.Isolation;

/// <summary>
/// A Unix socket in a folder that hostile code can write to. The socket is opened once and every connection goes to that
/// very inode: the function may put a symbolic link to, say, the engine's socket in its place, but nobody follows it.
/// </summary>
internal sealed class PinnedSocket : IConnector
{
    // <fcntl.h> and <errno.h> on Linux. O_NOFOLLOW is one of the few flags whose value depends on the architecture.
    private const int OPath = 0x200000, OCloseOnExec = 0x80000, NoSuchFile = 2;

    private static readonly int ONoFollow =
        RuntimeInformation.ProcessArchitecture is Architecture.Arm64 or Architecture.Arm ? 0x8000 : 0x20000;

    private readonly SafeFileHandle? handle;

    private PinnedSocket(SafeFileHandle? handle, string path)
    {
        this.handle = handle;
        EndPoint = new UnixDomainSocketEndPoint(path);
    }

    private UnixDomainSocketEndPoint EndPoint { get; }

    /// <summary>Pins the socket at <paramref name="path"/>, whose folder nobody else can replace.</summary>
    /// <exception cref="FileNotFoundException">There is nothing yet.</exception>
    /// <exception cref="IOException">It cannot be opened.</exception>
    public static PinnedSocket Open(string path)
    {
        if (!OperatingSystem.IsLinux())
        {
            return new PinnedSocket(null, path);
        }

        var descriptor = OpenFile(path, OPath | ONoFollow | OCloseOnExec);
        if (descriptor < 0)
        {
            var error = Marshal.GetLastPInvokeError();
            throw error == NoSuchFile
                ? new FileNotFoundException("No such socket.", path)
                : new IOException($"{path}: {Marshal.GetPInvokeErrorMessage(error)}");
        }

        return new PinnedSocket(new SafeFileHandle(descriptor, ownsHandle: true), $"/proc/self/fd/{descriptor}");
    }

    /// <summary>Opens a connection.</summary>
    /// <exception cref="SocketException">Nobody listens, or what was pinned is no socket.</exception>
    public async ValueTask<Stream> ConnectAsync(CancellationToken ct)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(EndPoint, ct);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Lets go of the socket; open connections stay.</summary>
    public void Dispose() => handle?.Dispose();

#pragma warning disable SYSLIB1054 // The generated form needs unsafe code, which this project does without.
    [DllImport("libc", EntryPoint = "open", SetLastError = true)]
    private static extern int OpenFile([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);
#pragma warning restore SYSLIB1054
}
