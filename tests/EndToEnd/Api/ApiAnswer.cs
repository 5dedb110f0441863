using System.Net.Http.Headers;
using System.Text.Json;

namespace OneLink.EndToEnd.Api;

/// <summary>An answer of the API, read whole.</summary>
internal sealed class ApiAnswer(int status, HttpResponseHeaders headers, string? mediaType, string text)
{
    private JsonElement? _json;

    public int Status => status;

    public HttpResponseHeaders Headers => headers;

    public string? MediaType => mediaType;

    public string Text => text;

    public JsonElement Json => _json ??= JsonElement.Parse(text);

    public static async Task<ApiAnswer> ReadAsync(HttpResponseMessage response)
        => new((int)response.StatusCode, response.Headers, response.Content.Headers.ContentType?.MediaType, await response.Content.ReadAsStringAsync());

    /// <returns>The header's values as one, or null.</returns>
    public string? Header(string name) => headers.TryGetValues(name, out var values) ? string.Join(", ", values) : null;

    public ApiAnswer Expect(int expected)
    {
        Assert.True(status == expected, $"Status {status} instead of {expected}: {text}");
        return this;
    }

    /// <summary>Expects <c>application/problem+json</c> with all its members, and the request id that is in the header too.</summary>
    public ApiAnswer ExpectProblem(int expected)
    {
        Expect(expected);
        Assert.Equal("application/problem+json", mediaType);
        Assert.Equal(expected, Json.GetProperty("status").GetInt32());
        Assert.All(["type", "title", "detail", "requestId"], name => Assert.NotEmpty(Json.GetProperty(name).GetString()!));
        Assert.Equal(Assert.Single(headers.GetValues("X-Request-Id")), Json.GetProperty("requestId").GetString());
        return this;
    }

    /// <summary>Expects a problem that names each of these fields, and no other, with a reason.</summary>
    public void ExpectInvalid(params string[] fields)
    {
        var errors = ExpectProblem(422).Json.GetProperty("errors").EnumerateObject().ToDictionary(error => error.Name, error => error.Value);
        Assert.Equal(fields.Order(StringComparer.Ordinal), errors.Keys.Order(StringComparer.Ordinal));
        Assert.All(errors.Values, reasons => Assert.NotEmpty(reasons.EnumerateArray().First().GetString()!));
    }
}
