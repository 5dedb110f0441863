namespace OneLink.Admin.Access.AccessTokens;

/// <summary>Seals tokens that an earlier version left in the clear, before the first request.</summary>
internal sealed partial class TokenSealer(AccessTokenRepository tokens, ILogger<TokenSealer> logger) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var count = await tokens.SealClearTokensAsync(cancellationToken);
        if (count > 0)
        {
            LogSealed(count);
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(EventId = 2101, Level = LogLevel.Information, Message = "Sealed {Count} access tokens of an earlier version")]
    private partial void LogSealed(int count);
}
