using System.Globalization;

namespace OneLink.Shared.Routing;

/// <summary>
/// The versions of a system that a condition names: <c>17</c>, <c>16.4</c>, <c>&gt;=17</c>, or several comparisons that
/// all hold, <c>&gt;=15 &lt;17.2</c>. A major version alone stands for all its minor ones.
/// </summary>
/// <param name="First">Lowest version, major in the high byte.</param>
/// <param name="Last">Highest version.</param>
public readonly record struct VersionRange(ushort First, ushort Last)
{
    private const int MaxLength = 64;

    /// <summary>The number of a version as compared.</summary>
    public static ushort Number(byte major, byte minor) => (ushort)((major << 8) | minor);

    public bool Contains(ushort version) => version >= First && version <= Last;

    /// <summary>Reads a condition.</summary>
    /// <returns>False where it is none, or where no version could meet it.</returns>
    public static bool TryParse(string text, out VersionRange range)
    {
        range = default;
        int first = Number(1, 0);
        int last = ushort.MaxValue;
        string[] comparisons = text.Length > MaxLength ? [] : text.Replace(',', ' ').Split(' ', StringSplitOptions.RemoveEmptyEntries);
        foreach (string comparison in comparisons)
        {
            int digits = comparison.AsSpan().IndexOfAnyInRange('0', '9');
            if (digits < 0 || !TryParseVersion(comparison.AsSpan(digits), out int low, out int high))
            {
                return false;
            }

            switch (comparison[..digits])
            {
                case "" or "=" or "==":
                    first = Math.Max(first, low);
                    last = Math.Min(last, high);
                    break;
                case ">=":
                    first = Math.Max(first, low);
                    break;
                case ">":
                    first = Math.Max(first, high + 1);
                    break;
                case "<=":
                    last = Math.Min(last, high);
                    break;
                case "<":
                    last = Math.Min(last, low - 1);
                    break;
                default:
                    return false;
            }
        }

        if (comparisons.Length == 0 || first > last)
        {
            return false;
        }

        range = new VersionRange((ushort)first, (ushort)last);
        return true;
    }

    /// <summary>The versions that a number stands for: one where it has a minor part, else 256.</summary>
    private static bool TryParseVersion(ReadOnlySpan<char> text, out int low, out int high)
    {
        int dot = text.IndexOf('.');
        byte minor = 0;
        bool isVersion = byte.TryParse(dot < 0 ? text : text[..dot], NumberStyles.None, CultureInfo.InvariantCulture, out byte major)
            && (dot < 0 || byte.TryParse(text[(dot + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out minor));
        low = Number(major, minor);
        high = Number(major, dot < 0 ? byte.MaxValue : minor);
        return isVersion;
    }
}
