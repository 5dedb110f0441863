using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using OneLink.Admin.Json;
using OneLink.Admin.Problems;

namespace OneLink.Admin.Conversions;

/// <summary><c>{type, clickId or externalId, amount?, currency?, occurredAt?, idempotencyKey?, metadata?}</c>.</summary>
internal sealed record ConversionRequest
{
    public const int MaxType = 64;
    public const int MaxExternalId = 255;
    public const int MaxIdempotencyKey = 255;
    private const int MaxMetadata = 8 * 1024;

    /// <summary>What <c>Decimal(18, 4)</c> of the table holds.</summary>
    private const decimal MaxAmount = 99_999_999_999_999.9999m;
    private const int AmountDecimals = 4;

    /// <summary>Clocks of apps run ahead; by more than this it is a mistake.</summary>
    private static readonly TimeSpan MaxAhead = TimeSpan.FromMinutes(10);

    private static readonly string[] Known = ConversionSchema.Sent.Names;

    public string Type { get; private init; } = "";

    public string? ClickId { get; private init; }

    public string? ExternalId { get; private init; }

    public decimal? Amount { get; private init; }

    public string? Currency { get; private init; }

    public DateTimeOffset? OccurredAt { get; private init; }

    public string? IdempotencyKey { get; private init; }

    public string Metadata { get; private init; } = "{}";

    /// <summary>What came of a click of which OneLink itself knows; counted once for each type.</summary>
    public static ConversionRequest OfClick(string type, string clickId) => new() { Type = type, ClickId = clickId, IdempotencyKey = $"{type}-{clickId}" };

    /// <param name="body">The whole body.</param>
    /// <param name="keyHeader">Value of the <c>Idempotency-Key</c> header, or empty.</param>
    /// <param name="now">Current time.</param>
    /// <param name="errors">Collects all errors.</param>
    /// <returns>Null exactly when there are errors.</returns>
    public static ConversionRequest? Read(JsonElement body, string keyHeader, DateTimeOffset now, FieldErrors errors)
    {
        var fields = new FieldReader(errors);
        var request = new ConversionRequest();
        if (fields.IsObject(body, ""))
        {
            foreach (var (name, value) in fields.Members(body, "", Known))
            {
                request = name switch
                {
                    "type" when fields.Text(value, name, MaxType, out var type) => request with { Type = type?.Trim() ?? "" },
                    "clickId" => request with { ClickId = ReadClickId(fields, value) },
                    "externalId" when fields.Text(value, name, MaxExternalId, out var visitor) => request with { ExternalId = visitor },
                    "amount" => request with { Amount = ReadAmount(fields, value) },
                    "currency" => request with { Currency = ReadCurrency(fields, value) },
                    "occurredAt" when fields.Time(value, name, out var time) => request with { OccurredAt = time },
                    "idempotencyKey" when fields.Text(value, name, MaxIdempotencyKey, out var key) => request with { IdempotencyKey = key },
                    "metadata" => request with { Metadata = ReadMetadata(fields, value) },
                    _ => request,
                };
            }

            request.Check(fields, now);
            request = request.WithKey(fields, keyHeader);
        }

        return errors.Any ? null : request;
    }

    /// <summary>Of everything that was sent but the key.</summary>
    public byte[] Fingerprint()
    {
        string?[] parts =
        [
            Type, ClickId, ExternalId, Amount?.ToString(CultureInfo.InvariantCulture), Currency,
            OccurredAt?.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture), Metadata,
        ];
        return SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\0', parts)));
    }

    private void Check(FieldReader fields, DateTimeOffset now)
    {
        if (Type.Length == 0 && !fields.Errors.ByPath.ContainsKey("type"))
        {
            fields.Refuse("type", "is required: what happened, such as lead or sale.");
        }

        if (string.IsNullOrEmpty(ClickId) && string.IsNullOrEmpty(ExternalId)
            && !fields.Errors.ByPath.ContainsKey("clickId") && !fields.Errors.ByPath.ContainsKey("externalId"))
        {
            fields.Refuse("clickId", "is required, or externalId: whose conversion it is.");
        }

        if (OccurredAt > now + MaxAhead)
        {
            fields.Refuse("occurredAt", "must not be in the future.");
        }
    }

    private ConversionRequest WithKey(FieldReader fields, string header)
    {
        if (header.Length > MaxIdempotencyKey)
        {
            fields.Refuse("Idempotency-Key", string.Create(CultureInfo.InvariantCulture, $"must have at most {MaxIdempotencyKey} characters."));
        }
        else if (header.Length > 0 && !string.IsNullOrEmpty(IdempotencyKey) && !string.Equals(header, IdempotencyKey, StringComparison.Ordinal))
        {
            fields.Refuse("idempotencyKey", "differs from the Idempotency-Key header; send one of them, or both alike.");
        }

        return this with { IdempotencyKey = header.Length > 0 ? header : string.IsNullOrEmpty(IdempotencyKey) ? null : IdempotencyKey };
    }

    private static string? ReadClickId(FieldReader fields, JsonElement value)
    {
        if (!fields.Text(value, "clickId", maxLength: 64, out var text) || string.IsNullOrEmpty(text))
        {
            return null;
        }

        if (!Guid.TryParseExact(text, "D", out var id))
        {
            fields.Refuse("clickId", "must be the id of a click, such as 0199f0a3-7c1b-7b0e-9a51-3f2f6f1f0c77.");
            return null;
        }

        return id.ToString("D");
    }

    private static decimal? ReadAmount(FieldReader fields, JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        if (value.ValueKind != JsonValueKind.Number)
        {
            fields.Refuse("amount", "must be a number.");
            return null;
        }

        if (!value.TryGetDecimal(out var amount) || Math.Abs(amount) > MaxAmount || decimal.Round(amount, AmountDecimals) != amount)
        {
            fields.Refuse("amount", "must have at most 14 digits before and 4 behind the decimal point.");
            return null;
        }

        return amount;
    }

    private static string? ReadCurrency(FieldReader fields, JsonElement value)
    {
        if (!fields.Text(value, "currency", maxLength: 64, out var text) || string.IsNullOrEmpty(text))
        {
            return null;
        }

        if (text.Length != 3 || !text.All(char.IsAsciiLetter))
        {
            fields.Refuse("currency", "must be a code of ISO 4217, such as EUR.");
            return null;
        }

        return text.ToUpperInvariant();
    }

    private static string ReadMetadata(FieldReader fields, JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Null || !fields.IsObject(value, "metadata"))
        {
            return "{}";
        }

        if (FreeFormJson.Error(value) is { } error)
        {
            fields.Refuse("metadata", error);
        }
        else if (Encoding.UTF8.GetByteCount(value.GetRawText()) > MaxMetadata)
        {
            fields.Refuse("metadata", "may have at most 8 KiB of JSON.");
        }

        return value.GetRawText();
    }
}
