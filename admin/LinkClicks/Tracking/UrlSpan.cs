namespace OneLink.Admin.LinkClicks.Tracking;

/// <summary>Where a URL stands in a text.</summary>
/// <param name="Start">Of its first character.</param>
/// <param name="Length">In characters.</param>
internal readonly record struct UrlSpan(int Start, int Length);
