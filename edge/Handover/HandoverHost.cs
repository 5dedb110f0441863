using System.Buffers.Binary;
using System.Text;
using Microsoft.Win32.SafeHandles;
using OneLink.Edge.Clicks;
using OneLink.Edge.Feed;
using OneLink.Edge.Hosting;
using OneLink.Edge.Store;

namespace OneLink.Edge.Handover;

/// <summary>Waits for an edge that is to take over from this one, and hands over to it.</summary>
internal sealed partial class HandoverHost(
    EdgeOptions options,
    Succession succession,
    ListeningSockets sockets,
    DailySalts salts,
    FeedSubscriber feed,
    IHostApplicationLifetime lifetime,
    ILogger<HandoverHost> logger) : BackgroundService
{
    private static readonly TimeSpan HelloLimit = TimeSpan.FromSeconds(5);

    /// <summary>How long links stand still at most for an edge that loads, and does not end.</summary>
    private static readonly TimeSpan LoadLimit = TimeSpan.FromMinutes(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using CancellationTokenRegistration registration = lifetime.ApplicationStarted.Register(started.SetResult);
        await Task.WhenAll(started.Task, succession.IsAlone).WaitAsync(stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!stoppingToken.IsCancellationRequested && OperatingSystem.IsLinux())
        {
            if (succession.HasPredecessor)
            {
                DeleteFormerStores();
            }

            // Blocks for the life of the process, and is left behind when that ends.
            new Thread(Wait) { IsBackground = true, Name = "handover" }.Start();
        }
    }

    private void DeleteFormerStores()
    {
        try
        {
            StoreFolder.DeleteFormer(options.Folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            LogNotDeleted(e.Message);
        }
    }

    private void Wait()
    {
        try
        {
            using SafeFileHandle listener = HandoverChannel.Listen(options.Folder, Succession.SocketName);
            while (HandoverChannel.Accept(listener) is { } channel)
            {
                if (TryHandOver(channel))
                {
                    return;
                }

                channel.Dispose();
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            LogNotWaiting(e);
        }
    }

    private bool TryHandOver(HandoverChannel channel)
    {
        var none = new List<int>();
        if (!channel.TryReceive(HelloLimit, none, out HandoverMessage kind, out ReadOnlySpan<byte> hello)
            || kind != HandoverMessage.Hello
            || hello.Length < Succession.HelloBytes)
        {
            return false;
        }

        bool takesConnections = hello[1] != 0;
        int process = BinaryPrimitives.ReadInt32LittleEndian(hello[2..]);
        string? refusal = hello[0] != Succession.Version ? $"it speaks version {Succession.Version} of the handover, not {hello[0]}; stop it first"
            : lifetime.ApplicationStopping.IsCancellationRequested ? "it is about to end"
            : feed.PauseAsync().GetAwaiter().GetResult();
        if (refusal is not null)
        {
            LogRefused(process, refusal);
            channel.Send(HandoverMessage.Refused, Encoding.UTF8.GetBytes(refusal));
            return false;
        }

        bool isGiven = false;
        try
        {
            LogOffering(process);
            isGiven = channel.Send(HandoverMessage.Offer, Inheritance.Write(salts.Known), [.. sockets.Open])
                && channel.TryReceive(LoadLimit, none, out kind, out _)
                && kind == HandoverMessage.Ready
                && !lifetime.ApplicationStopping.IsCancellationRequested
                && channel.Send(HandoverMessage.Yours);
        }
        finally
        {
            if (!isGiven)
            {
                feed.Resume();
                LogGoesOn(process);
            }
        }

        if (isGiven)
        {
            LogGiven(process);
            succession.Successor = new Successor(channel, takesConnections);
            ServiceManager.Tell($"MAINPID={process}");
            lifetime.StopApplication();
        }

        return isGiven;
    }

    [LoggerMessage(EventId = 1101, Level = LogLevel.Information, Message = "Process {Process} is about to take over: links stand still while it loads them")]
    private partial void LogOffering(int process);

    [LoggerMessage(EventId = 1102, Level = LogLevel.Information, Message = "Process {Process} serves from here on; this one finishes what is under way and ends")]
    private partial void LogGiven(int process);

    [LoggerMessage(EventId = 1103, Level = LogLevel.Error, Message = "Process {Process} did not come to serve; this one goes on")]
    private partial void LogGoesOn(int process);

    [LoggerMessage(EventId = 1104, Level = LogLevel.Warning, Message = "Process {Process} may not take over: {Reason}")]
    private partial void LogRefused(int process, string reason);

    [LoggerMessage(EventId = 1106, Level = LogLevel.Warning, Message = "The store of an earlier build is left on the disk: {Reason}")]
    private partial void LogNotDeleted(string reason);

    [LoggerMessage(EventId = 1105, Level = LogLevel.Error, Message = "No other edge can take over from this one")]
    private partial void LogNotWaiting(Exception e);
}
