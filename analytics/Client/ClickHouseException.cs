namespace OneLink.Analytics.Client;

/// <summary>ClickHouse refused a request, could not be reached, or did not answer in time.</summary>
public sealed class ClickHouseException : Exception
{
    /// <summary>Code of failures that happened before ClickHouse could answer.</summary>
    public const int NoAnswer = 0;

    public ClickHouseException()
        : this("ClickHouse failed.")
    {
    }

    public ClickHouseException(string message)
        : this(message, innerException: null)
    {
    }

    /// <summary>A failure on the way to ClickHouse: always <see cref="ClickHouseFailure.Unavailable"/>.</summary>
    public ClickHouseException(string message, Exception? innerException)
        : base(message, innerException)
    {
        Name = "NO_ANSWER";
        Failure = ClickHouseFailure.Unavailable;
    }

    /// <summary>The same failure, of a request before the one in question: of that one nothing was sent.</summary>
    public ClickHouseException(ClickHouseException before)
        : base(before?.Message, before)
    {
        ArgumentNullException.ThrowIfNull(before);
        (Code, Name, Failure, IsUnsent) = (before.Code, before.Name, before.Failure, true);
    }

    /// <summary>A failure that ClickHouse reported.</summary>
    public ClickHouseException(int code, string name, ClickHouseFailure failure, string message)
        : base(message)
    {
        Code = code;
        Name = name;
        Failure = failure;
    }

    /// <summary>ClickHouse's error code, or <see cref="NoAnswer"/>.</summary>
    public int Code { get; }

    /// <summary>ClickHouse's error name, such as <c>UNKNOWN_TABLE</c>; empty when the answer had none.</summary>
    public string Name { get; } = "";

    public ClickHouseFailure Failure { get; }

    /// <summary>Certainly nothing of the request arrived, as no connection could be made: it may be sent anywhere else.</summary>
    public bool IsUnsent { get; init; }

    /// <summary>Another host would answer the same, after as long.</summary>
    internal bool IsOfTheStatement => Code is ErrorCodes.TimeoutExceeded or ErrorCodes.QueryWasCancelled or ErrorCodes.MemoryLimitExceeded;

    /// <summary>The same request may succeed later, unchanged.</summary>
    public bool IsTransient => Failure == ClickHouseFailure.Unavailable;
}
