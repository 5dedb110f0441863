using System.Text.Json;
using OneLink.Admin.Redis;

namespace OneLink.Admin.Conversations;

/// <summary>Tells the other admins who types here, and those who listen here who types there.</summary>
internal sealed class SharedTyping(TypingSignal typing, Backplane backplane) : IHostedService
{
    private const string Subject = "typing";

    private IDisposable? _listening;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (backplane.IsShared)
        {
            backplane.Listen(Subject, Hear);
            _listening = typing.Listen(Tell);
        }

        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        _listening?.Dispose();
        return Task.CompletedTask;
    }

    private void Tell(TypingChange change)
    {
        if (!change.IsFromElsewhere)
        {
            _ = backplane.CallAsync(Subject, JsonSerializer.Serialize(change, TypingJson.Default.TypingChange));
        }
    }

    private void Hear(string text)
    {
        try
        {
            if (JsonSerializer.Deserialize(text, TypingJson.Default.TypingChange) is { } change)
            {
                typing.Raise(change with { IsFromElsewhere = true });
            }
        }
        catch (JsonException)
        {
            // Another build's way of saying it.
        }
    }
}
