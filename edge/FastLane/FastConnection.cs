using System.Buffers;
using OneLink.Shared.Networks;

namespace OneLink.Edge.FastLane;

/// <summary>
/// What the fast lane remembers of a connection between two events: about 150 bytes. Bytes are kept only while a request
/// has not arrived whole or an answer is not sent whole. The object serves one connection after another.
/// </summary>
/// <param name="place">Its place in the table of its thread.</param>
internal sealed class FastConnection(int place)
{
    private byte[]? _unread;
    private int _unreadLength;
    private byte[]? _unsent;
    private int _unsentOffset;
    private int _unsentLength;

    public int Place => place;

    /// <summary>File descriptor of the socket.</summary>
    public int Socket { get; private set; }

    /// <summary>Tells this use of the object from the ones before, in events that were under way when the connection closed.</summary>
    public uint Generation { get; private set; }

    /// <summary>The client's address, network order: 4 or 16 bytes are used.</summary>
    public byte[] Address { get; } = new byte[IpAddressParser.MaxBytes];

    public int AddressLength { get; set; }

    /// <summary>When the current wait began, in the thread's milliseconds.</summary>
    public long WaitsSince { get; set; }

    /// <summary>Whether the connection ends when everything is sent.</summary>
    public bool EndsAfterOutput { get; set; }

    /// <summary>Whether Kestrel takes over when everything is sent.</summary>
    public bool HandsOverAfterOutput { get; set; }

    /// <summary>Whether its next request waits for a link from disk; nothing is received meanwhile.</summary>
    public bool AwaitsDisk { get; set; }

    /// <summary>Whether it had its turn and there may be whole requests among what is unread.</summary>
    public bool WasInterrupted { get; set; }

    /// <summary>Bytes that were received and are not answered.</summary>
    public ReadOnlySpan<byte> Unread => _unread.AsSpan(0, _unreadLength);

    /// <summary>Bytes that the socket did not take yet.</summary>
    public ReadOnlySpan<byte> Unsent => _unsent.AsSpan(_unsentOffset, _unsentLength);

    public bool HasUnread => _unreadLength > 0;

    public bool HasUnsent => _unsentLength > 0;

    public bool IsOpen { get; private set; }

    public void Open(int socket, long now)
    {
        Socket = socket;
        Generation++;
        IsOpen = true;
        WaitsSince = now;
        EndsAfterOutput = false;
        HandsOverAfterOutput = false;
        AwaitsDisk = false;
        WasInterrupted = false;
    }

    /// <summary>Forgets the connection; its socket is somebody else's, or closed.</summary>
    public void Release()
    {
        IsOpen = false;
        ClearUnread();
        ClearUnsent();
    }

    public void KeepUnread(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty)
        {
            ClearUnread();
            return;
        }

        if (_unread is null || _unread.Length < bytes.Length)
        {
            ClearUnread();
            _unread = ArrayPool<byte>.Shared.Rent(bytes.Length);
        }

        bytes.CopyTo(_unread);
        _unreadLength = bytes.Length;
    }

    public void KeepUnsent(ReadOnlySpan<byte> bytes)
    {
        _unsent = ArrayPool<byte>.Shared.Rent(bytes.Length);
        bytes.CopyTo(_unsent);
        _unsentOffset = 0;
        _unsentLength = bytes.Length;
    }

    /// <summary>The socket took some of <see cref="Unsent"/>.</summary>
    public void Sent(int count)
    {
        _unsentOffset += count;
        _unsentLength -= count;
        if (_unsentLength == 0)
        {
            ClearUnsent();
        }
    }

    private void ClearUnread()
    {
        if (_unread is not null)
        {
            ArrayPool<byte>.Shared.Return(_unread);
            _unread = null;
        }

        _unreadLength = 0;
    }

    private void ClearUnsent()
    {
        if (_unsent is not null)
        {
            ArrayPool<byte>.Shared.Return(_unsent);
            _unsent = null;
        }

        _unsentLength = 0;
    }
}
