using System.Globalization;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace Containerless.Invoker.Parent;

/// <summary>
/// A pair of connected sockets of which a child process inherits one: nothing on disk, nobody else can connect, and either end
/// sees at once when the other's process has ended. .NET has no such call, so this is the C library's.
/// </summary>
internal static class InheritedSocket
{
    /// <summary>Tells a child the descriptor of its end.</summary>
    public const string Variable = "CONTAINERLESS_PARENT";

    private const int AddressFamilyUnix = 1;
    private const int StreamSocket = 1;
    private const int CloseOnExecute = 0x80000; // SOCK_CLOEXEC
    private const int SetFlags = 2; // F_SETFD
    private const int CloseOnExecuteFlag = 1; // FD_CLOEXEC

    /// <summary>Processes started meanwhile would inherit the child's end as well, and it would never close.</summary>
    private static readonly Lock Starting = new();

    /// <summary>Starts a process with one end, and returns the other.</summary>
    /// <param name="start">Starts the process, with the value for <see cref="Variable"/>.</param>
    public static (T Process, Socket Ours) Start<T>(Func<string, T> start)
    {
        if (!OperatingSystem.IsLinux())
        {
            throw new PlatformNotSupportedException("The multi-invoker needs Linux: its invokers inherit a socket.");
        }

        int[] pair = new int[2];
        if (socketpair(AddressFamilyUnix, StreamSocket | CloseOnExecute, 0, pair) != 0)
        {
            throw new IOException($"No pair of sockets could be made: {Marshal.GetLastPInvokeErrorMessage()}");
        }

        var ours = new Socket(new SafeSocketHandle(pair[0], ownsHandle: true));
        using var theirs = new SafeSocketHandle(pair[1], ownsHandle: true);
        try
        {
            lock (Starting)
            {
                // Of the two descriptors only this one, for a moment, survives the execution of another program.
                SetCloseOnExecute(pair[1], close: false);
                try
                {
                    return (start(pair[1].ToString(CultureInfo.InvariantCulture)), ours);
                }
                finally
                {
                    SetCloseOnExecute(pair[1], close: true);
                }
            }
        }
        catch
        {
            ours.Dispose();
            throw;
        }
    }

    /// <summary>This process's end; null when it inherited none. Processes that this one starts do not inherit it.</summary>
    public static Socket? Take()
    {
        string? text = Environment.GetEnvironmentVariable(Variable);
        Environment.SetEnvironmentVariable(Variable, null);
        if (!OperatingSystem.IsLinux() || !int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int descriptor))
        {
            return null;
        }

        SetCloseOnExecute(descriptor, close: true);
        return new Socket(new SafeSocketHandle(descriptor, ownsHandle: true));
    }

    private static void SetCloseOnExecute(int descriptor, bool close)
    {
        if (fcntl(descriptor, SetFlags, close ? CloseOnExecuteFlag : 0) != 0)
        {
            throw new IOException($"Descriptor {descriptor} cannot be used: {Marshal.GetLastPInvokeErrorMessage()}");
        }
    }

    [DllImport("libc", SetLastError = true)]
    private static extern int socketpair(int domain, int type, int protocol, [Out] int[] pair);

    [DllImport("libc", SetLastError = true)]
    private static extern int fcntl(int descriptor, int command, int argument);
}
