namespace OneLink.Admin.Tests.Surfaces.Contract;

/// <summary>On a test whose calls are drawn by chance: their answers are checked as all others are, but that they are made is no promise.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ByChanceAttribute : Attribute;
