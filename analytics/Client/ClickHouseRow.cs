using System.Globalization;
using System.Text.Json;

namespace OneLink.Analytics.Client;

/// <summary>
/// One row of a <see cref="ClickHouseFormats.JsonCompactEachRow"/> answer, read column by column from left to right
/// without copies of what is not a string.
/// </summary>
public ref struct ClickHouseRow
{
    private Utf8JsonReader _json;

    internal ClickHouseRow(ReadOnlySpan<byte> line)
    {
        _json = new Utf8JsonReader(line);
        if (!_json.Read() || _json.TokenType != JsonTokenType.StartArray)
        {
            throw new FormatException("A row of ClickHouse's answer is no JSON array.");
        }
    }

    public string ReadString()
    {
        Next();
        return _json.GetString() ?? "";
    }

    public string? ReadNullableString()
    {
        Next();
        return _json.GetString();
    }

    public long ReadInt64()
    {
        Next();
        // 64-bit numbers are quoted or not, depending on a setting whose default has changed over the versions.
        return _json.TokenType == JsonTokenType.String ? long.Parse(_json.GetString()!, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture) : _json.GetInt64();
    }

    public ulong ReadUInt64()
    {
        Next();
        return _json.TokenType == JsonTokenType.String ? ulong.Parse(_json.GetString()!, NumberStyles.None, CultureInfo.InvariantCulture) : _json.GetUInt64();
    }

    public int ReadInt32() => checked((int)ReadInt64());

    public double ReadDouble()
    {
        Next();
        return _json.GetDouble();
    }

    public bool ReadBoolean()
    {
        Next();
        return _json.TokenType == JsonTokenType.Number ? _json.GetInt64() != 0 : _json.GetBoolean();
    }

    /// <summary>A <c>DateTime</c> or <c>DateTime64</c> of a column in UTC.</summary>
    public DateTimeOffset ReadTimestamp() =>
        DateTimeOffset.Parse(ReadString(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);

    /// <summary>A <c>Date</c>.</summary>
    public DateOnly ReadDate() => DateOnly.ParseExact(ReadString(), "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private void Next()
    {
        if (!_json.Read() || _json.TokenType == JsonTokenType.EndArray)
        {
            throw new FormatException("A row of ClickHouse's answer has fewer columns than were read.");
        }
    }
}
