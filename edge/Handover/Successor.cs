namespace OneLink.Edge.Handover;

/// <summary>The edge that serves from here on, while this one finishes what it has begun.</summary>
/// <param name="channel">Reaches it.</param>
/// <param name="takesConnections">Whether its fast lane goes on with connections of this one's.</param>
internal sealed class Successor(HandoverChannel channel, bool takesConnections)
{
    public bool TakesConnections => takesConnections;

    /// <summary>Gives it an open connection on which no answer is under way. From any thread.</summary>
    /// <param name="socket">Descriptor, still the caller's to close.</param>
    /// <param name="unread">What was received of a request.</param>
    /// <returns>False where it is no more.</returns>
    public bool TryTake(int socket, ReadOnlySpan<byte> unread) => takesConnections && channel.Send(HandoverMessage.Connection, unread, [socket]);
}
