using System.Globalization;
using System.Text;
using System.Text.Json;

namespace OneLink.Analytics.Client;

/// <summary>What a statement cost, from the header <c>X-ClickHouse-Summary</c>. Zeros when the server sent none.</summary>
public readonly record struct ClickHouseSummary(long ReadRows, long ReadBytes, long WrittenRows, long WrittenBytes)
{
    internal static ClickHouseSummary Parse(string? header)
    {
        var summary = default(ClickHouseSummary);
        if (string.IsNullOrEmpty(header))
        {
            return summary;
        }

        var json = new Utf8JsonReader(Encoding.UTF8.GetBytes(header));
        while (json.Read())
        {
            if (json.TokenType != JsonTokenType.PropertyName)
            {
                continue;
            }

            var name = json.GetString();
            json.Read();
            if (json.TokenType != JsonTokenType.String || !long.TryParse(json.GetString(), NumberStyles.None, CultureInfo.InvariantCulture, out var value))
            {
                continue;
            }

            summary = name switch
            {
                "read_rows" => summary with { ReadRows = value },
                "read_bytes" => summary with { ReadBytes = value },
                "written_rows" => summary with { WrittenRows = value },
                "written_bytes" => summary with { WrittenBytes = value },
                _ => summary,
            };
        }

        return summary;
    }
}
