using System.Collections;
using System.Globalization;
using System.Text;

namespace OneLink.Analytics.Client;

/// <summary>
/// Values for the <c>{name:Type}</c> places of a statement. ClickHouse parses each as the given type, so a value can
/// never become part of the statement. Not safe for use by several threads at once.
/// </summary>
public sealed class ClickHouseParameters : IEnumerable<KeyValuePair<string, string>>
{
    private readonly List<KeyValuePair<string, string>> _values = [];

    /// <summary>For statements without places.</summary>
    public static ClickHouseParameters None => [];

    /// <summary>A <c>String</c>, <c>LowCardinality(String)</c>, <c>Enum</c> or <c>UUID</c>; null for a <c>Nullable</c> type.</summary>
    public ClickHouseParameters Add(string name, string? value)
    {
        if (value is null)
        {
            return AddText(name, @"\N");
        }

        var text = new StringBuilder(value.Length + 8);
        AppendEscaped(text, value);
        return AddText(name, text.ToString());
    }

    public ClickHouseParameters Add(string name, long value) => AddText(name, value.ToString(CultureInfo.InvariantCulture));

    public ClickHouseParameters Add(string name, ulong value) => AddText(name, value.ToString(CultureInfo.InvariantCulture));

    public ClickHouseParameters Add(string name, bool value) => AddText(name, value ? "1" : "0");

    /// <summary>A <c>DateTime64(3, 'UTC')</c>: whole milliseconds, in UTC.</summary>
    public ClickHouseParameters Add(string name, DateTimeOffset value) =>
        AddText(name, value.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss.fff", CultureInfo.InvariantCulture));

    /// <summary>A <c>Date</c>.</summary>
    public ClickHouseParameters Add(string name, DateOnly value) =>
        AddText(name, value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));

    /// <summary>An <c>Array(String)</c>.</summary>
    public ClickHouseParameters Add(string name, IEnumerable<string> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        var text = new StringBuilder("[");
        foreach (var value in values)
        {
            text.Append(text.Length == 1 ? "'" : ",'");
            AppendEscaped(text, value);
            text.Append('\'');
        }

        return AddText(name, text.Append(']').ToString());
    }

    /// <summary>An <c>Array(UInt64)</c> or of any narrower unsigned type.</summary>
    public ClickHouseParameters Add(string name, IEnumerable<ulong> values) =>
        AddText(name, $"[{string.Join(',', values)}]");

    /// <summary>An <c>Array(Int64)</c> or of any narrower signed type.</summary>
    public ClickHouseParameters Add(string name, IEnumerable<long> values) =>
        AddText(name, $"[{string.Join(',', values)}]");

    public IEnumerator<KeyValuePair<string, string>> GetEnumerator() => _values.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private ClickHouseParameters AddText(string name, string text)
    {
        if (!Identifier.IsPlain(name))
        {
            throw new ArgumentException($"'{name}' cannot name a parameter: letters, digits and underscores only.", nameof(name));
        }

        _values.Add(new(name, text));
        return this;
    }

    /// <summary>ClickHouse reads parameters in its TabSeparated (escaped) format; in arrays the quote is escaped as well.</summary>
    private static void AppendEscaped(StringBuilder text, string value)
    {
        foreach (var character in value)
        {
            _ = character switch
            {
                '\\' => text.Append(@"\\"),
                '\t' => text.Append(@"\t"),
                '\n' => text.Append(@"\n"),
                '\r' => text.Append(@"\r"),
                '\0' => text.Append(@"\0"),
                '\'' => text.Append(@"\'"),
                _ => text.Append(character),
            };
        }
    }
}
