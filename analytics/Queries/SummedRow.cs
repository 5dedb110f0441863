namespace OneLink.Analytics.Queries;

/// <summary>A row that stands for several values.</summary>
/// <param name="Dimensions">Of its group.</param>
/// <param name="Values">The combinations that it stands for or, where it is the rest, does not stand for.</param>
/// <param name="IsRest">Whether it is the row of all others.</param>
internal sealed record SummedRow(IReadOnlyList<ClickDimension> Dimensions, IReadOnlyList<IReadOnlyList<string>> Values, bool IsRest);
