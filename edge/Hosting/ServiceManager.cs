using System.Net.Sockets;
using System.Text;

namespace OneLink.Edge.Hosting;

/// <summary>Tells systemd how the process stands (sd_notify(3)), where it started it and wants to know.</summary>
internal static class ServiceManager
{
    /// <param name="state">Such as <c>READY=1</c>; several are separated by line feeds.</param>
    public static void Tell(string state)
    {
        if (Environment.GetEnvironmentVariable("NOTIFY_SOCKET") is not { Length: > 1 } path)
        {
            return;
        }

        try
        {
            using var socket = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
            // A name in the abstract namespace is written with an @ for its zero byte.
            socket.SendTo(Encoding.UTF8.GetBytes(state), new UnixDomainSocketEndPoint(path[0] == '@' ? '\0' + path[1..] : path));
        }
        catch (SocketException)
        {
            // Nobody listens: then nobody waits for it either.
        }
    }
}
