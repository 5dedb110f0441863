namespace OneLink.Admin.Demo;

/// <summary>Everything needed to use the demo account, as written to <c>credentials.json</c> at first start.</summary>
internal sealed record DemoCredentials
{
    public required string AdminUrl { get; init; }

    public required string EdgeUrl { get; init; }

    public required string ClickhouseUrl { get; init; }

    public required string ClickhouseUser { get; init; }

    public required string ClickhousePassword { get; init; }

    public required string Domain { get; init; }

    public required string ApiKey { get; init; }

    public required string ApiSecret { get; init; }

    public required long AccountId { get; init; }

    public required string UserAccessToken { get; init; }

    public required string PlatformAccessToken { get; init; }

    public required string OnsyncKey { get; init; }

    public required string OnetalkApiKey { get; init; }

    public required string Email { get; init; }

    public required string Password { get; init; }
}
