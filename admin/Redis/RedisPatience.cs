namespace OneLink.Admin.Redis;

/// <summary>How long Redis is waited for.</summary>
/// <param name="Answer">After so long the process goes on without it.</param>
/// <param name="Probe">While it is away it is asked again so often; a server that comes and goes, less and less often.</param>
internal sealed record RedisPatience(TimeSpan Answer, TimeSpan Probe)
{
    /// <summary>An answer within a data centre takes under a millisecond; nobody is kept waiting for much more than a database's.</summary>
    public static RedisPatience Default { get; } = new(TimeSpan.FromMilliseconds(50), TimeSpan.FromMilliseconds(250));
}
