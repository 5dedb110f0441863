namespace OneLink.Admin.SuperAdmin;

/// <summary>A line of a process's log.</summary>
/// <param name="Process"><c>clickhouse</c>, <c>admin</c> or <c>edge</c>.</param>
/// <param name="Text">The line, which begins with its time.</param>
internal sealed record RequestLogLine(string Process, string Text);
