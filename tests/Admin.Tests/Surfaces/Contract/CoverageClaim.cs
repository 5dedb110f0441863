namespace OneLink.Admin.Tests.Surfaces.Contract;

/// <summary>What a page says: that a test shows a case of an operation.</summary>
internal sealed record CoverageClaim(string Operation, CallCase Case, string Test);
