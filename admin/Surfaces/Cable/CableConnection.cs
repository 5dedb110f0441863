using System.Net.WebSockets;
using System.Threading.Channels;
using OneLink.Admin.Realtime;

namespace OneLink.Admin.Surfaces.Cable;

/// <summary>
/// One client's socket: commands are carried out in turn, and what is told goes through a queue, so that a client that does
/// not read holds up nobody. One that falls too far behind is cut off; it connects again and reads the state anew.
/// </summary>
/// <param name="socket">The socket.</param>
/// <param name="origin">The page that opened it, as the browser tells it; empty for a program.</param>
/// <param name="room">Knows who may subscribe.</param>
/// <param name="hub">Tells what happens.</param>
/// <param name="presence">Notes who is there.</param>
/// <param name="clock">Gives the time.</param>
internal sealed class CableConnection(WebSocket socket, string origin, RoomChannel room, RealtimeHub hub, PresenceBroadcasts presence, TimeProvider clock)
{
    private const int MaxQueued = 256;
    private const int MaxCommandBytes = 16 * 1024;
    private const int MaxSubscriptions = 32;

    /// <summary>How long a client may take to answer that the connection ends.</summary>
    private static readonly TimeSpan CloseWait = TimeSpan.FromSeconds(2);

    private readonly Channel<ReadOnlyMemory<byte>> _frames = Channel.CreateBounded<ReadOnlyMemory<byte>>(
        new BoundedChannelOptions(MaxQueued) { SingleReader = true });

    private readonly Dictionary<string, Subscription> _subscriptions = new(StringComparer.Ordinal);
    private readonly TaskCompletionSource _received = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private WebSocketCloseStatus _status = WebSocketCloseStatus.NormalClosure;

    /// <summary>Serves the client until it goes, or until the process ends.</summary>
    public async Task RunAsync(CancellationToken stopping)
    {
        Send(CableFrames.Welcome);
        var sending = SendQueuedAsync();
        await using (stopping.Register(() => End(WebSocketCloseStatus.EndpointUnavailable, "server_restart", reconnect: true)))
        {
            try
            {
                await ReceiveAsync(stopping);
            }
            catch (WebSocketException)
            {
                // Gone without a word.
            }
            finally
            {
                foreach (var subscription in _subscriptions.Values)
                {
                    subscription.Dispose();
                }

                _received.SetResult();
                _frames.Writer.TryComplete();
                await sending;
            }
        }
    }

    /// <summary>Queues a frame; never waits.</summary>
    public void Send(ReadOnlyMemory<byte> frame)
    {
        // Refused where the queue is full, or where the connection is ending anyway.
        if (!_frames.Writer.TryWrite(frame) && socket.State == WebSocketState.Open && !_received.Task.IsCompleted && _status == WebSocketCloseStatus.NormalClosure)
        {
            socket.Abort();
        }
    }

    private void End(WebSocketCloseStatus status, string reason, bool reconnect)
    {
        _status = status;
        _frames.Writer.TryWrite(CableFrames.Disconnect(reason, reconnect));
        _frames.Writer.TryComplete();
    }

    private async Task ReceiveAsync(CancellationToken stopping)
    {
        var buffer = new byte[MaxCommandBytes];
        while (true)
        {
            var length = 0;
            ValueWebSocketReceiveResult part;
            do
            {
                // Not by the token: cancelling a receive tears the socket down.
                part = await socket.ReceiveAsync(buffer.AsMemory(length), CancellationToken.None);
                length += part.Count;
            }
            while (!part.EndOfMessage && length < buffer.Length);

            if (part.MessageType == WebSocketMessageType.Close)
            {
                return;
            }

            if (stopping.IsCancellationRequested)
            {
                continue;
            }

            if (!part.EndOfMessage || !CableCommand.TryRead(buffer.AsSpan(0, length), out var command))
            {
                End(WebSocketCloseStatus.PolicyViolation, "invalid_request", reconnect: false);
                return;
            }

            await ObeyAsync(command, stopping);
        }
    }

    private async Task ObeyAsync(CableCommand command, CancellationToken cancellationToken)
    {
        switch (command.Name)
        {
            case CableCommand.Subscribe:
                await SubscribeAsync(command.Identifier, cancellationToken);
                break;
            case CableCommand.Unsubscribe when _subscriptions.Remove(command.Identifier, out var subscription):
                subscription.Dispose();
                break;
            case CableCommand.Message when _subscriptions.TryGetValue(command.Identifier, out var subscription)
                && string.Equals(command.Action, "update_presence", StringComparison.Ordinal):
                await SeeAsync(subscription, cancellationToken);
                break;
            default:
                // As upstream does: what nobody listens to is no fault.
                break;
        }
    }

    private async Task SubscribeAsync(string identifier, CancellationToken cancellationToken)
    {
        if (_subscriptions.ContainsKey(identifier))
        {
            Send(CableFrames.Confirmation(identifier));
            return;
        }

        if (_subscriptions.Count >= MaxSubscriptions || await room.FindListenerAsync(identifier, origin, cancellationToken) is not { } listener)
        {
            Send(CableFrames.Rejection(identifier));
            return;
        }

        var subscription = new Subscription(this, identifier, listener);
        _subscriptions.Add(identifier, subscription);
        Send(CableFrames.Confirmation(identifier));
        subscription.Seat = hub.Listen(listener, subscription);
        await SeeAsync(subscription, cancellationToken);
    }

    private async Task SeeAsync(Subscription subscription, CancellationToken cancellationToken)
        => RealtimeHub.Tell(subscription, await presence.SeeAsync(subscription.Listener, cancellationToken));

    private async Task SendQueuedAsync()
    {
        try
        {
            await foreach (var frame in _frames.Reader.ReadAllAsync())
            {
                await socket.SendAsync(frame, WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
            }

            await socket.CloseOutputAsync(_status, statusDescription: null, CancellationToken.None);
            await Task.WhenAny(_received.Task, Task.Delay(CloseWait, clock));
        }
        catch (Exception exception) when (exception is WebSocketException or OperationCanceledException or ObjectDisposedException or InvalidOperationException)
        {
            // Gone, or cut off.
        }

        if (!_received.Task.IsCompleted)
        {
            socket.Abort();
        }
    }

    private sealed class Subscription(CableConnection connection, string identifier, Listener listener) : IListenerSink, IDisposable
    {
        public Listener Listener => listener;

        public IDisposable? Seat { get; set; }

        public void Tell(ReadOnlyMemory<byte> message) => connection.Send(CableFrames.Message(identifier, message));

        public void Dismiss() => connection.Send(CableFrames.Rejection(identifier));

        public void Dispose() => Seat?.Dispose();
    }
}
