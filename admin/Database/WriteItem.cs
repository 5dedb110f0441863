using System.Diagnostics.CodeAnalysis;
using OneLink.Admin.Hosting;

namespace OneLink.Admin.Database;

/// <summary>One piece of writing work in the queue.</summary>
internal abstract class WriteItem
{
    /// <summary>The request that asks for the work; null where none does. Of whoever queued it: it runs in the writer's own time.</summary>
    public string? RequestId { get; } = CurrentRequest.Id;

    /// <summary>Runs the work; its outcome is kept until the transaction has ended.</summary>
    /// <returns>Whether what it wrote is to be kept.</returns>
    public abstract Task<bool> RunAsync(WriteScope scope);

    /// <summary>Gives the outcome to the waiting caller.</summary>
    public abstract void Complete();

    public abstract void Fail(Exception exception);

    /// <summary>Whether the caller no longer waits.</summary>
    public abstract bool IsAbandoned { get; }
}

/// <inheritdoc/>
[SuppressMessage("Design", "MA0048:File name must match type name", Justification = "The generic form of the type above.")]
internal sealed class WriteItem<T>(Func<WriteScope, Task<T>> work, CancellationToken cancellationToken) : WriteItem
{
    private readonly TaskCompletionSource<T> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T? _result;
    private Exception? _failure;

    public Task<T> Completion => _completion.Task;

    public override bool IsAbandoned => cancellationToken.IsCancellationRequested;

    public override async Task<bool> RunAsync(WriteScope scope)
    {
        try
        {
            _result = await work(scope);
            return !scope.IsRolledBack;
        }
#pragma warning disable CA1031 // Whatever one caller's work throws is that caller's, not the whole group's.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            _failure = exception;
            return false;
        }
    }

    public override void Complete()
    {
        if (_failure is null)
        {
            _completion.TrySetResult(_result!);
        }
        else
        {
            _completion.TrySetException(_failure);
        }
    }

    public override void Fail(Exception exception) => _completion.TrySetException(exception);
}
