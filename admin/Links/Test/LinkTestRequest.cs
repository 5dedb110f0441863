using System.Net;
using System.Text;
using System.Text.Json;
using OneLink.Admin.Json;
using OneLink.Admin.Problems;
using OneLink.Shared.Routing;

namespace OneLink.Admin.Links.Test;

/// <summary>A visit that somebody asks about. Everything may be left out.</summary>
internal sealed record LinkTestRequest
{
    public const int MaxText = 8 * 1024;

    private static readonly string[] Known = LinkTestSchema.Sent.Names;

    public string UserAgent { get; init; } = "";

    /// <summary>By lower-case name.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    public IPAddress? Ip { get; init; }

    /// <summary>Raw, without question mark.</summary>
    public string Query { get; init; } = "";

    /// <summary>Two letters; empty for what the address tells.</summary>
    public string Country { get; init; } = "";

    public string Region { get; init; } = "";

    public DateTimeOffset? Time { get; init; }

    public RequestMethod Method { get; init; }

    /// <summary>Whether the visitor has given the right password.</summary>
    public bool HasPassword { get; init; }

    /// <returns>Null exactly when there are errors.</returns>
    public static LinkTestRequest? Read(JsonElement body, FieldErrors errors)
    {
        var fields = new FieldReader(errors);
        var request = new LinkTestRequest();
        if (fields.IsObject(body, ""))
        {
            foreach (var (name, value) in fields.Members(body, "", Known))
            {
                if (value.ValueKind != JsonValueKind.Null)
                {
                    request = request.With(fields, name, value);
                }
            }
        }

        return errors.Any ? null : request;
    }

    private LinkTestRequest With(FieldReader fields, string name, JsonElement value)
    {
        switch (name)
        {
            case "userAgent" when fields.Text(value, name, MaxText, out var text):
                return this with { UserAgent = text! };
            case "headers":
                return this with { Headers = ReadHeaders(fields, value) };
            case "ip" when fields.Text(value, name, maxLength: 64, out var text):
                return this with { Ip = ReadAddress(fields, text!) };
            case "query":
                return this with { Query = ReadQuery(fields, value) };
            case "country" when fields.Text(value, name, maxLength: 2, out var text):
                return this with { Country = ReadCountry(fields, text!) };
            case "region" when fields.Text(value, name, maxLength: 6, out var text):
                return this with { Region = text!.ToUpperInvariant() };
            case "time" when fields.Time(value, name, out var time):
                return this with { Time = time };
            case "method" when fields.Text(value, name, maxLength: 16, out var text):
                return this with
                {
                    Method = text!.ToUpperInvariant() switch { "GET" => RequestMethod.Get, "HEAD" => RequestMethod.Head, _ => RequestMethod.Other },
                };
            case "password" when fields.Flag(value, name, out var flag):
                return this with { HasPassword = flag ?? false };
            default:
                return this;
        }
    }

    private static Dictionary<string, string> ReadHeaders(FieldReader fields, JsonElement value)
    {
        var headers = new Dictionary<string, string>(StringComparer.Ordinal);
        if (!fields.IsObject(value, "headers"))
        {
            return headers;
        }

        foreach (var member in value.EnumerateObject())
        {
            var name = JsonNames.Of(member) ?? "?";
            if (fields.Text(member.Value, "headers." + name, MaxText, out var text))
            {
                headers[name.ToLowerInvariant()] = text ?? "";
            }
        }

        return headers;
    }

    private static IPAddress? ReadAddress(FieldReader fields, string text)
    {
        if (IPAddress.TryParse(text, out var address))
        {
            return address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        }

        fields.Refuse("ip", "must be an IP address.");
        return null;
    }

    /// <summary>A raw query, or an object of names and values.</summary>
    private static string ReadQuery(FieldReader fields, JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Object)
        {
            return fields.Text(value, "query", MaxText, out var text) ? Ascii(text!.TrimStart('?')) : "";
        }

        var query = new StringBuilder();
        foreach (var member in value.EnumerateObject())
        {
            var name = JsonNames.Of(member) ?? "?";
            var isFlag = member.Value.ValueKind == JsonValueKind.True;
            string? text = null;
            if (!isFlag && !fields.Text(member.Value, "query." + name, MaxText, out text))
            {
                continue;
            }

            query.Append(query.Length == 0 ? "" : "&").Append(Uri.EscapeDataString(name));
            if (!isFlag)
            {
                query.Append('=').Append(Uri.EscapeDataString(text ?? ""));
            }
        }

        return query.ToString();
    }

    /// <summary>As a browser would send it: what is not ASCII, percent-encoded.</summary>
    private static string Ascii(string query)
        => string.Concat(query.EnumerateRunes().Select(rune => rune.IsAscii && rune.Value > ' ' ? rune.ToString() : Uri.EscapeDataString(rune.ToString())));

    private static string ReadCountry(FieldReader fields, string text)
    {
        var country = text.ToUpperInvariant();
        if (country.Length > 0 && !Countries.Contains(country))
        {
            fields.Refuse("country", "must be a country of ISO 3166-1 in two letters, such as DE.");
        }

        return country;
    }
}
