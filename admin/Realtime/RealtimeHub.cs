using System.Buffers;
using System.Collections.Concurrent;
using System.Text.Encodings.Web;
using System.Text.Json;
using OneLink.Admin.Database;

namespace OneLink.Admin.Realtime;

/// <summary>Those who listen in this process, and what tells them.</summary>
internal sealed class RealtimeHub(IDatabase database)
{
    private static readonly JsonWriterOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly ConcurrentDictionary<long, ConcurrentDictionary<Seat, Seat>> _accounts = new();

    public bool HasListeners(long accountId) => _accounts.TryGetValue(accountId, out var seats) && !seats.IsEmpty;

    /// <summary>Begins to tell a listener, whose right to listen was just asked for.</summary>
    /// <returns>Ends it.</returns>
    public IDisposable Listen(Listener listener, IListenerSink sink)
    {
        var seat = new Seat(this, listener, sink);

        // Accounts stay once heard of: as many as there are accounts, and an empty one is small.
        _accounts.GetOrAdd(listener.AccountId, static _ => new()).TryAdd(seat, seat);
        return seat;
    }

    /// <summary>Tells one listener, whatever the audience would be.</summary>
    public static void Tell(IListenerSink sink, Broadcast broadcast) => sink.Tell(Write(broadcast));

    /// <summary>Tells all of an account's listeners who may know. Who no longer may listen is dismissed.</summary>
    public async Task TellAsync(long accountId, IReadOnlyList<Broadcast> broadcasts, CancellationToken cancellationToken)
    {
        if (broadcasts.Count == 0 || !_accounts.TryGetValue(accountId, out var seats) || seats.IsEmpty)
        {
            return;
        }

        var present = seats.Keys.ToList();
        var rights = await ListenerRights.ReadAsync(database, accountId, [.. present.Select(seat => seat.Listener)], cancellationToken);
        foreach (var seat in present.Where(seat => !rights.Admits(seat.Listener)))
        {
            seat.Dispose();
            seat.Sink.Dismiss();
        }

        foreach (var broadcast in broadcasts)
        {
            ReadOnlyMemory<byte>? message = null;
            foreach (var seat in present.Where(seat => rights.Admits(seat.Listener) && rights.Includes(broadcast.Audience, seat.Listener)))
            {
                seat.Sink.Tell(message ??= Write(broadcast));
            }
        }
    }

    private static ReadOnlyMemory<byte> Write(Broadcast broadcast)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(buffer, Relaxed);
        json.WriteStartObject();
        json.WriteString("event", broadcast.Event);
        json.WritePropertyName("data");
        broadcast.Data.WriteTo(json);
        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenMemory;
    }

    private void Leave(Seat seat)
    {
        if (_accounts.TryGetValue(seat.Listener.AccountId, out var seats))
        {
            seats.TryRemove(seat, out _);
        }
    }

    private sealed class Seat(RealtimeHub hub, Listener listener, IListenerSink sink) : IDisposable
    {
        public Listener Listener => listener;

        public IListenerSink Sink => sink;

        public void Dispose() => hub.Leave(this);
    }
}
