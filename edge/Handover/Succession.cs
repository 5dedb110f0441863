using System.Buffers.Binary;
using System.Text;
using OneLink.Edge.FastLane;

namespace OneLink.Edge.Handover;

/// <summary>
/// This process's place among the edges that use one folder after the other. A second one that is started there takes over from the
/// first, with no request failed (docs/decisions/0016-edge-handover.md):
/// <code>
///   old  serves ─▶ saves its links, offers ──────▶ "yours" ─▶ answers what is under way, ships, ends
///   new              Hello ─▶ ▲         └▶ loads ─▶ Ready ▲ └▶ serves ─▶ … alone: ships, saves
/// </code>
/// Up to "yours" the new one writes nothing and the old one can go on as if nothing had been. What only one may do (ship, save) is
/// whose the <see cref="FolderLock"/> is, which the kernel gives back whatever becomes of its holder.
/// </summary>
internal sealed class Succession : IDisposable
{
    /// <summary>Of the socket in the folder at which a successor is awaited.</summary>
    public const string SocketName = "handover";

    /// <summary>Of what is said there.</summary>
    public const byte Version = 1;

    /// <summary>Kind of the first message, then version, whether it takes connections, and process number.</summary>
    public const int HelloBytes = 6;

    /// <summary>An edge that has just been started, or is ending, cannot be spoken to for a moment.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LookInterval = TimeSpan.FromMilliseconds(5);

    private readonly string _folder;
    private readonly HandoverChannel? _predecessor;
    private readonly TaskCompletionSource _mayServe = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _isAlone = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ManualResetEventSlim _disposed = new();
    private readonly CancellationTokenSource _given = new();
    private FolderLock? _lock;
    private Action<HandedOver>? _heir;
    private volatile Successor? _successor;

    private Succession(string folder, FolderLock? folderLock, HandoverChannel? predecessor, Inheritance inheritance)
    {
        _folder = folder;
        _lock = folderLock;
        _predecessor = predecessor;
        Inheritance = inheritance;
        if (predecessor is null)
        {
            _mayServe.SetResult();
            _isAlone.SetResult();
        }
    }

    /// <summary>What the predecessor gave.</summary>
    public Inheritance Inheritance { get; }

    /// <summary>Whether there was somebody to take over from.</summary>
    public bool HasPredecessor => _predecessor is not null;

    /// <summary>Completed when taps may be accepted and the feed followed.</summary>
    public Task MayServe => _mayServe.Task;

    /// <summary>Completed when nobody else uses the folder any more.</summary>
    public Task IsAlone => _isAlone.Task;

    /// <summary>Who serves now; null as long as it is this process.</summary>
    public Successor? Successor
    {
        get => _successor;
        set
        {
            _successor = value;
            _given.Cancel();
        }
    }

    /// <summary>Cancelled when somebody else serves.</summary>
    public CancellationToken Given => _given.Token;

    /// <summary>Of an edge on whose folder there can be nobody else: a test's.</summary>
    public static Succession First(string folder) => new(folder, null, null, Inheritance.None);

    /// <summary>Takes the folder, or has the edge that uses it make ready to hand over.</summary>
    /// <param name="folder">The edge's folder.</param>
    /// <param name="takesConnections">Whether this edge goes on with open connections.</param>
    /// <param name="clock">Time.</param>
    /// <exception cref="IOException">Another edge uses the folder and does not hand over; the message says why.</exception>
    public static async Task<Succession> EnterAsync(string folder, bool takesConnections, TimeProvider clock)
    {
        long started = clock.GetTimestamp();
        while (true)
        {
            if (FolderLock.TryTake(folder) is { } free)
            {
                return new Succession(folder, free, null, Inheritance.None);
            }

            if (HandoverChannel.Connect(folder, SocketName) is { } channel)
            {
                if (Ask(channel, takesConnections) is { } inheritance)
                {
                    return new Succession(folder, null, channel, inheritance);
                }

                channel.Dispose();
            }

            if (clock.GetElapsedTime(started) > Patience)
            {
                throw new IOException($"another edge uses {folder} and does not answer there; stop it first, or set ONELINK_DATA to another folder");
            }

            await Task.Delay(LookInterval, clock);
        }
    }

    /// <summary>Says who goes on with the open connections that the predecessor gives.</summary>
    public void Entrust(Action<HandedOver> heir) => _heir = heir;

    /// <summary>Called once everything is loaded: returns when this process serves.</summary>
    /// <param name="relisten">Accepts connections; called again when nobody else takes any from the same sockets.</param>
    /// <exception cref="IOException">The predecessor has gone on by itself.</exception>
    public void TakeOver(Action relisten)
    {
        if (_predecessor is null)
        {
            return;
        }

        var sockets = new List<int>();
        bool isGiven = _predecessor.Send(HandoverMessage.Ready)
            && _predecessor.TryReceive(Timeout.InfiniteTimeSpan, sockets, out HandoverMessage answer, out _)
            && answer == HandoverMessage.Yours;
        if (!isGiven && !TryTakeLock(Patience))
        {
            throw new IOException("the edge that runs here has gone on by itself");
        }

        _mayServe.SetResult();
        relisten();
        new Thread(() => Inherit(relisten)) { IsBackground = true, Name = "inheritance" }.Start();
    }

    public void Dispose()
    {
        _disposed.Set();
        _given.Dispose();
        _predecessor?.Dispose();
        _lock?.Dispose();
    }

    /// <returns>Null where the other edge has ended meanwhile.</returns>
    /// <exception cref="IOException">It does not hand over.</exception>
    private static Inheritance? Ask(HandoverChannel channel, bool takesConnections)
    {
        Span<byte> hello = stackalloc byte[HelloBytes];
        hello[0] = Version;
        hello[1] = takesConnections ? (byte)1 : (byte)0;
        BinaryPrimitives.WriteInt32LittleEndian(hello[2..], Environment.ProcessId);
        var sockets = new List<int>();
        if (!channel.Send(HandoverMessage.Hello, hello)
            || !channel.TryReceive(Timeout.InfiniteTimeSpan, sockets, out HandoverMessage answer, out ReadOnlySpan<byte> payload))
        {
            return null;
        }

        return answer == HandoverMessage.Offer
            ? Inheritance.Read(sockets, payload)
            : throw new IOException("the edge that runs here does not hand over: " + Encoding.UTF8.GetString(payload));
    }

    /// <summary>Takes what the predecessor gives until it ends, and then what it left.</summary>
    private void Inherit(Action relisten)
    {
        var sockets = new List<int>();
        while (_predecessor!.TryReceive(Timeout.InfiniteTimeSpan, sockets, out _, out ReadOnlySpan<byte> unread))
        {
            foreach (int socket in sockets)
            {
                var connection = new HandedOver(socket, unread.ToArray());
                if (_heir is { } heir)
                {
                    heir(connection);
                }
                else
                {
                    connection.Close();
                }
            }

            sockets.Clear();
        }

        // A wake-up that went to a process which is no more is not told again.
        relisten();
        if (_lock is not null || TryTakeLock(Timeout.InfiniteTimeSpan))
        {
            _isAlone.SetResult();
        }
    }

    private bool TryTakeLock(TimeSpan limit)
    {
        for (TimeSpan waited = default; limit == Timeout.InfiniteTimeSpan || waited < limit; waited += LookInterval)
        {
            if (FolderLock.TryTake(_folder) is { } free)
            {
                _lock = free;
                return true;
            }

            if (_disposed.Wait(LookInterval))
            {
                break;
            }
        }

        return false;
    }
}
