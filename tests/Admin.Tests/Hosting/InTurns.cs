namespace OneLink.Admin.Tests.Hosting;

/// <summary>Sends every other call to the admin's twin, where there is one (<see cref="TwinAdmins"/>), as a proxy in front of both would.</summary>
internal sealed class InTurns(HttpMessageHandler inner) : DelegatingHandler(inner)
{
    private static int _calls;

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.RequestUri is { } uri && TwinAdmins.Of(uri.Port) is { } twin && int.IsEvenInteger(Interlocked.Increment(ref _calls)))
        {
            request.Headers.Host ??= uri.Authority;
            request.RequestUri = new UriBuilder(uri) { Port = twin }.Uri;
        }

        return base.SendAsync(request, cancellationToken);
    }
}
