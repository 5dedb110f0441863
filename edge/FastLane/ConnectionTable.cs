using System.Diagnostics.CodeAnalysis;

namespace OneLink.Edge.FastLane;

/// <summary>The connections of one I/O thread. A place and its generation make the token under which events arrive.</summary>
internal sealed class ConnectionTable
{
    private readonly Stack<int> _free = [];
    private FastConnection[] _places = [];
    private int _used;

    /// <summary>Open connections.</summary>
    public int Count => _used - _free.Count;

    /// <summary>Takes a place for a new connection.</summary>
    /// <param name="socket">Its file descriptor.</param>
    /// <param name="now">The thread's milliseconds.</param>
    /// <param name="token">Identifies it in events.</param>
    public FastConnection Add(int socket, long now, out ulong token)
    {
        if (!_free.TryPop(out int place))
        {
            place = _used++;
            if (place == _places.Length)
            {
                Array.Resize(ref _places, Math.Max(64, 2 * place));
            }

            _places[place] = new FastConnection(place);
        }

        FastConnection connection = _places[place];
        connection.Open(socket, now);
        token = TokenOf(connection);
        return connection;
    }

    public static ulong TokenOf(FastConnection connection) => ((ulong)connection.Generation << 32) | (uint)connection.Place;

    /// <summary>The connection of an event; nothing where it has closed since.</summary>
    public bool TryGet(ulong token, [NotNullWhen(true)] out FastConnection? connection)
    {
        connection = _places[(uint)token];
        return connection.IsOpen && connection.Generation == (uint)(token >> 32);
    }

    /// <summary>Gives a place back.</summary>
    public void Remove(FastConnection connection)
    {
        connection.Release();
        _free.Push(connection.Place);
    }

    /// <summary>All places in use at the time of the call, some of which may be free.</summary>
    public ReadOnlySpan<FastConnection> Places => _places.AsSpan(0, _used);
}
