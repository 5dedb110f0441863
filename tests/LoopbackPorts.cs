using System.Net;
using System.Net.Sockets;

namespace OneLink.Tests;

/// <summary>
/// Free ports that stay free while a process is down between two starts. They lie below the kernel's ephemeral range
/// (32768 and up on Linux): out of that range another program's outgoing connection could take one, and a client that
/// keeps trying a dead port could even connect to itself.
/// </summary>
internal static class LoopbackPorts
{
    private const int First = 14_000;
    private const int Last = 32_000;

    private static readonly Lock Guard = new();
    private static readonly HashSet<int> Taken = [];

    public static int Next()
    {
        lock (Guard)
        {
            while (true)
            {
                var port = Random.Shared.Next(First, Last);
                if (IsFree(port) && Taken.Add(port))
                {
                    return port;
                }
            }
        }
    }

    private static bool IsFree(int port)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(new IPEndPoint(IPAddress.Loopback, port));
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
