namespace OneLink.Shared.Links;

/// <summary>RFC 3492, encoding only.</summary>
internal static class Punycode
{
    // The parameters of RFC 3492, section 5.
    private const int Base = 36;
    private const int TMin = 1;
    private const int TMax = 26;
    private const int Skew = 38;
    private const int Damp = 700;
    private const int InitialBias = 72;
    private const int InitialN = 0x80;

    /// <summary>Encodes a label without its <c>xn--</c>. False where the destination is too short.</summary>
    internal static bool TryEncode(ReadOnlySpan<int> codePoints, Span<char> destination, out int written)
    {
        written = 0;
        foreach (var codePoint in codePoints)
        {
            if (codePoint < InitialN && !TryAppend((char)codePoint, destination, ref written))
            {
                return false;
            }
        }

        var basic = written;
        if (basic > 0 && !TryAppend('-', destination, ref written))
        {
            return false;
        }

        var n = InitialN;
        var delta = 0;
        var bias = InitialBias;
        var handled = basic;
        while (handled < codePoints.Length)
        {
            var next = int.MaxValue;
            foreach (var codePoint in codePoints)
            {
                if (codePoint >= n && codePoint < next)
                {
                    next = codePoint;
                }
            }

            // A label is at most 63 code points here, so delta stays below 0x110000 × 64 and cannot overflow.
            delta += (next - n) * (handled + 1);
            n = next;
            foreach (var codePoint in codePoints)
            {
                if (codePoint < n)
                {
                    delta++;
                }
                else if (codePoint == n)
                {
                    if (!TryAppendVariableLength(delta, bias, destination, ref written))
                    {
                        return false;
                    }

                    bias = Adapt(delta, handled + 1, handled == basic);
                    delta = 0;
                    handled++;
                }
            }

            delta++;
            n++;
        }

        return true;
    }

    private static bool TryAppendVariableLength(int value, int bias, Span<char> destination, ref int written)
    {
        for (var k = Base; ; k += Base)
        {
            var threshold = Math.Clamp(k - bias, TMin, TMax);
            if (value < threshold)
            {
                return TryAppend(Digit(value), destination, ref written);
            }

            if (!TryAppend(Digit(threshold + ((value - threshold) % (Base - threshold))), destination, ref written))
            {
                return false;
            }

            value = (value - threshold) / (Base - threshold);
        }
    }

    private static int Adapt(int delta, int handled, bool first)
    {
        delta = first ? delta / Damp : delta / 2;
        delta += delta / handled;
        var k = 0;
        while (delta > (Base - TMin) * TMax / 2)
        {
            delta /= Base - TMin;
            k += Base;
        }

        return k + ((Base - TMin + 1) * delta / (delta + Skew));
    }

    private static char Digit(int value) => (char)(value < 26 ? 'a' + value : '0' + value - 26);

    private static bool TryAppend(char value, Span<char> destination, ref int written)
    {
        if (written == destination.Length)
        {
            return false;
        }

        destination[written++] = value;
        return true;
    }
}
