using System.Collections.Concurrent;

namespace OneLink.Edge.Passwords;

/// <summary>
/// Wrong passwords by link and address, so that guessing is slow: after <see cref="MaxWrong"/> within
/// <see cref="Window"/> further ones are not even compared until the window has passed. Kept in memory, on each edge.
/// </summary>
internal sealed class PasswordAttempts(TimeProvider clock)
{
    public const int MaxWrong = 5;

    /// <summary>Entries before all are forgotten: 64 MB at most. Whoever has that many addresses is not stopped by counting.</summary>
    private const int MaxEntries = 400_000;

    public static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<Guesser, Count> _wrong = [];

    /// <summary>Whether another one may be compared.</summary>
    public bool MayTry(ulong linkId, ReadOnlySpan<byte> address)
        => !_wrong.TryGetValue(Guesser.Of(linkId, address), out Count count) || count.Wrong < MaxWrong || IsOver(count);

    public void WasWrong(ulong linkId, ReadOnlySpan<byte> address)
    {
        if (_wrong.Count > MaxEntries)
        {
            _wrong.Clear();
        }

        long now = clock.GetTimestamp();
        _wrong.AddOrUpdate(
            Guesser.Of(linkId, address),
            static (_, args) => new Count(1, args.now),
            static (_, count, args) => args.self.IsOver(count) ? new Count(1, args.now) : count with { Wrong = count.Wrong + 1 },
            (self: this, now));
    }

    private bool IsOver(Count count) => clock.GetElapsedTime(count.Since) >= Window;

    private readonly record struct Count(int Wrong, long Since);

    private readonly record struct Guesser(ulong LinkId, UInt128 Address)
    {
        /// <summary>Of IPv6 the network, which is what one customer is given.</summary>
        private const int NetworkBytes = 8;

        public static Guesser Of(ulong linkId, ReadOnlySpan<byte> address)
        {
            UInt128 number = (UInt128)address.Length;
            foreach (byte b in address[..Math.Min(address.Length, NetworkBytes)])
            {
                number = (number << 8) | b;
            }

            return new Guesser(linkId, number);
        }
    }
}
