using System.Net;
using DnsClient;

namespace OneLink.Admin.Domains.Verification;

/// <summary>Asks name servers.</summary>
/// <param name="servers">Which; none for those of the system.</param>
internal sealed class DnsTxtResolver(params IPEndPoint[] servers) : ITxtResolver
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(3);

    public async Task<IReadOnlyList<string>?> ResolveAsync(string name, CancellationToken cancellationToken)
    {
        try
        {
            // Made anew, so that a changed list of servers needs no restart; without a cache, since people ask again
            // when they have just changed the record.
            var options = servers.Length > 0 ? new LookupClientOptions(servers) : new LookupClientOptions();
            (options.Timeout, options.Retries, options.UseCache) = (Timeout, 1, false);
            var client = new LookupClient(options);
            var answer = await client.QueryAsync(name, QueryType.TXT, QueryClass.IN, cancellationToken);
            return answer.HasError && answer.Header.ResponseCode != DnsHeaderResponseCode.NotExistentDomain
                ? null
                : [.. answer.Answers.TxtRecords().Select(record => string.Concat(record.Text))];
        }
        catch (Exception exception) when (exception is DnsResponseException or InvalidOperationException)
        {
            return null;
        }
    }
}
