using System.Net.Sockets;

namespace OneLink.Edge.FastLane;

/// <summary>A connection that leaves the fast lane for Kestrel, or the edge for its successor.</summary>
/// <param name="Socket">File descriptor; the receiver owns it.</param>
/// <param name="Unread">What the client sent and nobody answered yet.</param>
internal readonly record struct HandedOver(int Socket, byte[] Unread)
{
    /// <summary>Ends it: nobody goes on with it.</summary>
    public void Close() => new SafeSocketHandle(Socket, ownsHandle: true).Dispose();
}
