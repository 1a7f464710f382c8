using System.CommandLine;

var root = new RootCommand("A laboratory for code that runs under RCU.");

return root.Parse(args).Invoke();
