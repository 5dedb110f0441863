namespace OneLink.Admin.Validation;

/// <summary>A value that a request may have left out: then what is stored stays.</summary>
internal readonly record struct Given<T>(bool IsGiven, T Value)
{
    public static Given<T> Not => default;

    public T Or(T stored) => IsGiven ? Value : stored;

    public static implicit operator Given<T>(T value) => new(IsGiven: true, value);
}
