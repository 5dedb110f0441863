using System.Text.Json.Nodes;
using OneLink.Admin.Tests.Hosting;

namespace OneLink.Admin.Tests.OpenApi;

/// <summary>
/// Compares every call of the tests with the API description: the status and the body of each answer, and the body of each
/// request that was accepted.
/// </summary>
internal sealed class DescribedCalls : DelegatingHandler
{
    /// <summary>Larger answers hold more of the same.</summary>
    private const int Largest = 128 * 1024;

    public DescribedCalls()
        : base(new InTurns(new SocketsHttpHandler { UseProxy = false }))
    {
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var operation = ApiDescription.Committed.Find(request.Method, request.RequestUri!);
        // A body of no known length is sent as it comes: reading it ahead would wait for its end.
        var sent = operation is null || request.Content?.Headers.ContentLength is null ? null : await JsonOf(request.Content, cancellationToken);
        var response = await base.SendAsync(request, cancellationToken);
        if (operation is null)
        {
            return response;
        }

        var received = await JsonOf(response.Content, cancellationToken);
        var mediaType = response.Content.Headers.ContentType?.MediaType;
        Check(ApiDescription.Committed.ErrorOfAnswer(operation, (int)response.StatusCode, mediaType, received));
        if (sent is not null && response.IsSuccessStatusCode && !HasRefusals(received))
        {
            Check(ApiDescription.Committed.ErrorOfRequest(operation, request.Content!.Headers.ContentType!.MediaType!, sent));
        }

        return response;
    }

    /// <summary>Whether it is a bulk of which some was refused.</summary>
    private static bool HasRefusals(string? received)
        => received is not null && JsonNode.Parse(received) is JsonObject answer && answer["failed"] is { } failed && failed.GetValue<int>() > 0;

    private static void Check(string? error) => Assert.True(error is null, error);

    /// <summary>The whole body where it is JSON and of a handy size; what streams is left alone.</summary>
    private static async Task<string?> JsonOf(HttpContent? content, CancellationToken cancellationToken)
    {
        if (content?.Headers.ContentType?.MediaType is not { } type || !type.EndsWith("json", StringComparison.Ordinal) || type.EndsWith("ndjson", StringComparison.Ordinal))
        {
            return null;
        }

        await content.LoadIntoBufferAsync(cancellationToken);
        return content.Headers.ContentLength <= Largest ? await content.ReadAsStringAsync(cancellationToken) : null;
    }
}
