using System.Globalization;

namespace OneLink.Edge.Hosting;

/// <summary>Sizes as people write them: <c>512m</c>, <c>4g</c>, <c>1073741824</c>.</summary>
internal static class ByteSize
{
    /// <param name="name">Variable that is read, for the message.</param>
    /// <param name="text">What it says.</param>
    /// <param name="smallestMebibytes">Least size that makes sense.</param>
    /// <exception cref="FormatException">No size, or too small; the message names <paramref name="name"/>.</exception>
    public static long Parse(string name, string text, int smallestMebibytes = 64)
    {
        string trimmed = text.Trim().ToLowerInvariant();
        int digits = trimmed.AsSpan().IndexOfAnyExceptInRange('0', '9');
        string unit = digits < 0 ? "" : trimmed[digits..];
        long factor = unit switch
        {
            "" or "b" => 1,
            "k" or "kb" or "kib" => 1L << 10,
            "m" or "mb" or "mib" => 1L << 20,
            "g" or "gb" or "gib" => 1L << 30,
            _ => 0,
        };

        return factor > 0
            && long.TryParse(digits < 0 ? trimmed : trimmed[..digits], CultureInfo.InvariantCulture, out long number)
            && number <= long.MaxValue / factor
            && number * factor >= smallestMebibytes * (1L << 20)
            ? number * factor
            : throw new FormatException($"{name} takes a size of at least {smallestMebibytes}m, such as 512m or 4g, not '{text}'");
    }
}
