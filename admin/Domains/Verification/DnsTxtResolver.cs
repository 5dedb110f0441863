using DnsClient;

namespace OneLink.Admin.Domains.Verification;

/// <summary>Asks the system's name servers.</summary>
internal sealed class DnsTxtResolver : ITxtResolver
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(3);

    public async Task<IReadOnlyList<string>?> ResolveAsync(string name, CancellationToken cancellationToken)
    {
        try
        {
            // Made anew, so that a changed list of servers needs no restart; without a cache, since people ask again
            // when they have just changed the record.
            var client = new LookupClient(new LookupClientOptions { Timeout = Timeout, Retries = 1, UseCache = false });
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
