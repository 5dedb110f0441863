using System.Text;
using System.Text.Json;
using OneLink.Shared.Devices;

namespace OneLink.Edge.Devices;

/// <summary>One line of <c>onelink-edge classify</c>, read into buffers that every line uses again.</summary>
internal sealed class ClassifyRequest
{
    private readonly ReusableText _userAgent = new();
    private readonly ReusableText _secChUa = new();
    private readonly ReusableText _secChUaMobile = new();
    private readonly ReusableText _secChUaPlatform = new();
    private readonly ReusableText _secChUaFormFactors = new();
    private readonly ReusableText _xRequestedWith = new();
    private readonly ReusableText _ignored = new();
    private readonly ReusableText[] _all;

    public ClassifyRequest() =>
        _all = [_userAgent, _secChUa, _secChUaMobile, _secChUaPlatform, _secChUaFormFactors, _xRequestedWith, _ignored];

    public ReadOnlySpan<byte> UserAgent => _userAgent.Bytes;

    /// <summary>Where the value of <c>ch</c> stands in the line, to be repeated as it came; empty where there is none.</summary>
    public Range Headers { get; private set; }

    public ClientHints Hints => new()
    {
        SecChUa = _secChUa.Bytes,
        SecChUaMobile = _secChUaMobile.Bytes,
        SecChUaPlatform = _secChUaPlatform.Bytes,
        SecChUaFormFactors = _secChUaFormFactors.Bytes,
        XRequestedWith = _xRequestedWith.Bytes,
    };

    /// <summary>Reads a line.</summary>
    /// <exception cref="JsonException">It is no JSON object with a string <c>ua</c>.</exception>
    /// <exception cref="InvalidOperationException">A string in it is no text (lone surrogates, invalid UTF-8).</exception>
    public void Read(ReadOnlySpan<byte> json)
    {
        foreach (var text in _all)
        {
            text.Clear();
        }

        Headers = default;
        var hasUserAgent = false;
        var reader = new Utf8JsonReader(json);
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException("not an object");
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("ua"u8))
            {
                reader.Read();
                hasUserAgent = reader.TokenType == JsonTokenType.String;
                Store(ref reader, _userAgent);
            }
            else if (reader.ValueTextEquals("ch"u8))
            {
                ReadHeaders(ref reader);
            }
            else
            {
                reader.Skip();
            }
        }

        if (!hasUserAgent)
        {
            throw new JsonException("no string 'ua'");
        }
    }

    private void ReadHeaders(ref Utf8JsonReader reader)
    {
        reader.Read();
        var start = (int)reader.TokenStartIndex;
        if (reader.TokenType == JsonTokenType.StartObject)
        {
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var header = Named(reader.ValueSpan);
                reader.Read();
                Store(ref reader, header);
            }
        }
        else
        {
            reader.Skip();
        }

        Headers = start..(int)reader.BytesConsumed;
    }

    private ReusableText Named(ReadOnlySpan<byte> name) => name switch
    {
        _ when Ascii.EqualsIgnoreCase(name, "sec-ch-ua"u8) => _secChUa,
        _ when Ascii.EqualsIgnoreCase(name, "sec-ch-ua-mobile"u8) => _secChUaMobile,
        _ when Ascii.EqualsIgnoreCase(name, "sec-ch-ua-platform"u8) => _secChUaPlatform,
        _ when Ascii.EqualsIgnoreCase(name, "sec-ch-ua-form-factors"u8) => _secChUaFormFactors,
        _ when Ascii.EqualsIgnoreCase(name, "x-requested-with"u8) => _xRequestedWith,
        _ => _ignored,
    };

    private static void Store(ref Utf8JsonReader reader, ReusableText text)
    {
        if (reader.TokenType == JsonTokenType.String)
        {
            text.Set(ref reader);
        }
        else
        {
            reader.Skip();
        }
    }
}
