using System.Collections.Concurrent;
using OneLink.Admin.Tests.Hosting;

namespace OneLink.Admin.Tests.Surfaces.Contract;

/// <summary>
/// Writes down every call of the tests to the three APIs (docs/api/coverage.md is made of that) and compares each answer with
/// the published description.
/// </summary>
internal sealed class SurfaceCalls : DelegatingHandler
{
    private static readonly ConcurrentDictionary<RecordedCall, bool> Recorded = new();

    private SurfaceCalls()
        : base(new SocketsHttpHandler { UseProxy = false })
    {
    }

    public static ICollection<RecordedCall> All => Recorded.Keys;

    /// <summary>A client of nobody in particular.</summary>
    public static HttpClient Client(AdminServer server) => new(new SurfaceCalls()) { BaseAddress = server.BaseAddress };

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken);
        if (SurfaceOperations.Find(request.Method, request.RequestUri!) is not { } operation)
        {
            return response;
        }

        if (RunningTestAttribute.Current is { } test && !test.IsDefined(typeof(ByChanceAttribute), inherit: false))
        {
            Recorded[new RecordedCall(test, operation, (int)response.StatusCode)] = true;
        }

        await response.Content.LoadIntoBufferAsync(cancellationToken);
        var error = PublishedDescription.ErrorOf(operation, (int)response.StatusCode, response.Content.Headers.ContentType?.MediaType, await response.Content.ReadAsStringAsync(cancellationToken));
        Assert.True(error is null, error);
        return response;
    }
}
