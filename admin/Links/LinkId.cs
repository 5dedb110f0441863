using System.Globalization;

namespace OneLink.Admin.Links;

/// <summary>
/// A link's id: 63 bits that grow with time. From the top: 41 bits of milliseconds since 2025-01-01 (until 2094), 10 bits
/// of node, 12 bits of sequence. Shown as <c>lnk_</c> and 13 digits of Crockford's base 32, which sort like the number.
/// </summary>
internal readonly record struct LinkId(long Value)
{
    public const string Prefix = "lnk_";
    public const int SequenceBits = 12;
    public const int NodeBits = 10;

    /// <summary>63 bits, five a digit.</summary>
    private const int Digits = 13;

    private const string Alphabet = "0123456789abcdefghjkmnpqrstvwxyz";

    public static DateTimeOffset Epoch { get; } = new(2025, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>To the millisecond.</summary>
    public DateTimeOffset CreatedAt => Epoch.AddMilliseconds(Value >> (NodeBits + SequenceBits));

    /// <summary>The lowest id that a link made at this time or later can have.</summary>
    public static LinkId FirstAt(DateTimeOffset time) => First(MillisecondsOf(time));

    /// <summary>The lowest id that a link made later than in this millisecond can have.</summary>
    public static LinkId FirstAfter(DateTimeOffset time) => First(MillisecondsOf(time) + 1);

    private static long MillisecondsOf(DateTimeOffset time) => (time - Epoch).Ticks / TimeSpan.TicksPerMillisecond;

    private static LinkId First(long milliseconds)
        => new(Math.Clamp(milliseconds, 0, long.MaxValue >> (NodeBits + SequenceBits)) << (NodeBits + SequenceBits));

    public override string ToString() => string.Create(Prefix.Length + Digits, Value, static (text, value) =>
    {
        Prefix.CopyTo(text);
        for (var i = text.Length - 1; i >= Prefix.Length; i--)
        {
            text[i] = Alphabet[(int)(value & 31)];
            value >>= 5;
        }
    });

    /// <summary>Reads the public form, in any case of letters.</summary>
    public static bool TryParse(string text, out LinkId id)
    {
        id = default;
        if (text.Length != Prefix.Length + Digits || !text.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        ulong value = 0;
        foreach (var digit in text.AsSpan(Prefix.Length))
        {
            var index = Alphabet.IndexOf(char.ToLower(digit, CultureInfo.InvariantCulture), StringComparison.Ordinal);
            if (index < 0)
            {
                return false;
            }

            value = (value << 5) | (uint)index;
        }

        // 13 digits hold 65 bits: the first one must not reach beyond the 63 that ids have.
        if (Alphabet.IndexOf(char.ToLower(text[Prefix.Length], CultureInfo.InvariantCulture), StringComparison.Ordinal) > 7)
        {
            return false;
        }

        id = new LinkId((long)value);
        return true;
    }
}
