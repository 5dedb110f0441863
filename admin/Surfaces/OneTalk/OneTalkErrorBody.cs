namespace OneLink.Admin.Surfaces.OneTalk;

/// <summary>What is wrong; all empty where nothing is.</summary>
internal sealed record OneTalkErrorBody(string Code = "", string Message = "", string Field = "");
