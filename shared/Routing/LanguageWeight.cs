namespace OneLink.Shared.Routing;

/// <summary>The weight of a language in an <c>Accept-Language</c> header (RFC 9110 §12.4.2).</summary>
public static class LanguageWeight
{
    public const int Full = 1000;

    /// <summary>Thousandths of <c>q=0.9</c>; full where another parameter stands there, none where it cannot be read.</summary>
    /// <param name="parameter">What follows the semicolon behind a language.</param>
    public static int Of(ReadOnlySpan<byte> parameter)
    {
        parameter = parameter.Trim(" \t"u8);
        if (parameter.Length < 2 || (parameter[0] | 0x20) != 'q' || parameter[1] != (byte)'=')
        {
            return Full;
        }

        ReadOnlySpan<byte> value = parameter[2..];
        if (value.IsEmpty || value[0] is not ((byte)'0' or (byte)'1'))
        {
            return 0;
        }

        int weight = (value[0] - '0') * Full;
        int unit = Full / 10;
        for (int i = 2; i < value.Length && unit > 0 && value[1] == (byte)'.' && value[i] is >= (byte)'0' and <= (byte)'9'; i++)
        {
            weight += (value[i] - '0') * unit;
            unit /= 10;
        }

        return weight;
    }
}
