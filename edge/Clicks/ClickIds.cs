using System.Security.Cryptography;

namespace OneLink.Edge.Clicks;

/// <summary>
/// Makes click ids: UUIDv7 (RFC 9562 §5.7), so that they sort by time. The random part is a keyed hash of a counter:
/// unique in this process, and not to be guessed from other ids, since an app proves a click with it. One thread at a time.
/// </summary>
internal sealed class ClickIds
{
    private readonly SipHash _random = new(RandomNumberGenerator.GetBytes(16));
    private ulong _counter = BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(8));

    public void Next(long unixTimeMs, out ulong high, out ulong low)
    {
        ulong random = _random.Hash(_counter++);
        ulong more = _random.Hash(_counter++);
        high = ((ulong)unixTimeMs << 16) | 0x7000 | (more & 0x0FFF);
        low = (random & 0x3FFFFFFFFFFFFFFF) | 0x8000000000000000;
    }

    /// <summary>Numbers that nobody can guess, for nonces.</summary>
    public void Random(Span<ulong> numbers)
    {
        for (int i = 0; i < numbers.Length; i++)
        {
            numbers[i] = _random.Hash(_counter++);
        }
    }
}
